/** What checks, leases or the registry say of an instance. */
export type Health = 'passing' | 'warning' | 'critical' | 'unknown';

/** What an operator decided. Never merged with {@link Health}. */
export type Rotation = 'in' | 'out';

/** From worst to best; `unknown` ranks between warning and passing. */
export const HEALTHS = ['critical', 'warning', 'unknown', 'passing'] as const satisfies readonly Health[];

/** One named probe. `since` (ISO 8601) is when its present status was first observed. */
export interface Check {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly status: Health;
  readonly output: string;
  readonly since: string;
  /** True when nobody watched as it became so: it may have been so for longer than since. */
  readonly sinceAtLeast: boolean;
  /** Set where Rollcall itself made the probe; a registry may give its own checks any id. */
  readonly observedBy?: 'rollcall';
}

/** What keeps an instance alive. Times in seconds; `remainingSeconds` is only known where it was asked for. */
export interface Lease {
  readonly id: string;
  readonly ttlSeconds: number | null;
  readonly remainingSeconds: number | null;
}

/** One registered endpoint of a service, as last observed. */
export interface Instance {
  /** Opaque, URL-safe, stable over updates and restarts; unique within its registry. */
  readonly id: string;
  readonly registry: string;
  readonly service: string;
  /** The registry's own name for it: etcd's key, Consul's `node/service-id`. */
  readonly nativeId: string;
  /** The first endpoint's host; IPv6 without brackets. */
  readonly address: string;
  readonly port: number;
  /** Every endpoint as the framework wrote it, `host:port` or a URL. */
  readonly endpoints: readonly string[];
  readonly version: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  /** What the format's own clients would use, their default applied; null where the format knows none. */
  readonly weight: number | null;
  readonly health: Health;
  readonly checks: readonly Check[];
  readonly rotation: Rotation;
  readonly flapping: boolean;
  readonly zone: string | null;
  readonly datacenter: string | null;
  readonly namespace: string | null;
  readonly node: string | null;
  readonly format: string;
  readonly lease: Lease | null;
  readonly registeredAt: string | null;
  /** When its present health was first observed, ISO 8601. */
  readonly since: string;
  /** True when nobody watched as it became so: it may have been so for longer than since. */
  readonly sinceAtLeast: boolean;
  /** The registry's own version of the record, a decimal string. */
  readonly revision: string;
}

/** A check as an adapter reports it; the catalog adds since when. */
export type ObservedCheck = Omit<Check, 'since' | 'sinceAtLeast'> & { readonly since?: string };

/** An instance as an adapter reports it; the catalog adds `registry`, `flapping` and since when. */
export type ObservedInstance = Omit<Instance, 'registry' | 'checks' | 'flapping' | 'since' | 'sinceAtLeast'> & {
  readonly checks: readonly ObservedCheck[];
  /** Only where the registry itself says since when. */
  readonly since?: string;
};

/** The worse of two healths. */
export function worseHealth(a: Health, b: Health): Health {
  return HEALTHS.indexOf(a) <= HEALTHS.indexOf(b) ? a : b;
}

/** Whether the registry's own checks say that it is critical, whatever Rollcall's says. */
export function isOwnCritical({ checks }: Pick<Instance, 'checks'>): boolean {
  return checks.some(({ observedBy, status }) => observedBy === undefined && status === 'critical');
}

/** What Rollcall's own check says of it, where it is checked. */
export function checkByRollcall({ checks }: Pick<Instance, 'checks'>): Check | undefined {
  return checks.find(({ observedBy }) => observedBy !== undefined);
}

/** `host:port`, IPv6 in brackets; the host alone where there is no port. */
export function formatAddress(address: string, port: number): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return port > 0 ? `${host}:${port}` : host;
}
