import type { Batch } from '../domain/catalog';
import type { Consumer } from '../domain/consumer';
import type { FactSheet, FormatTally } from '../domain/fact-sheet';
import type { Instance, ObservedInstance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { RegistryCapabilities, RegistryMember, RegistryNotice, RegistryServer } from '../domain/registry-summary';
import type { TriedValue } from '../domain/tried-value';
import type { Operations } from './operations';

export type Capabilities = RegistryCapabilities;
export type Notice = RegistryNotice;
export type ServerInfo = RegistryServer;
export type ServerMember = RegistryMember;

export type RegistryKind = 'etcd' | 'consul' | 'memory';

/** A stored record that no format could decode. */
export interface Rejection {
  /** The registry's own key, valid text: bytes that are not UTF-8 are written `\xNN`. */
  readonly key: string;
  readonly reason: string;
  readonly nearestFormat?: string;
}

/**
 * What an adapter's watch yields.
 * - `list`: everything that is there now. Yielded once at the start, and again whenever the registry cannot say what
 *   happened in between; the feed diffs it against what it knew and marks the changes as observed after a gap.
 * - `batch`: what happened at one position, atomically and in order. `afterGap` marks what happened while nobody watched.
 * - `link`: `stale` once when the connection is lost, `live` when what was yielded is current again.
 * - `notices`: all notices that hold now; replaces the earlier ones.
 *
 * `position` is the registry's own (etcd revision, Consul index), for display only.
 */
export type RegistryEvent =
  | {
      readonly kind: 'list';
      readonly instances: readonly ObservedInstance[];
      readonly rejected: readonly Rejection[];
      readonly position: string;
    }
  | {
      readonly kind: 'batch';
      readonly batch: Batch;
      /** Keys that are rejected from here on, and keys that no longer are. */
      readonly rejected?: readonly Rejection[];
      readonly accepted?: readonly string[];
      readonly position: string;
      readonly afterGap: boolean;
      /** When the adapter heard of it, milliseconds since 1970; absent of what it found out by asking anew. */
      readonly heardAtMs?: number;
    }
  | { readonly kind: 'link'; readonly link: LinkEvent }
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] };

/** A link without its since, which the feed adds. */
export type LinkEvent =
  | { readonly state: 'live' }
  | (Omit<Extract<Link, { state: 'stale' }>, 'since'> & { readonly state: 'stale' });

/** What the registry holds for one instance, asked for on demand. */
export interface Inspection {
  /** The literal record; bytes that are not UTF-8 are written `\xNN`. */
  readonly raw: string;
  /** The registry's own terms and values: `mod_revision`, `CreateIndex` … */
  readonly native: Readonly<Record<string, string>>;
  readonly lease: Instance['lease'];
}

/** One registry, whatever stands behind it. Everything that waits takes a signal and ends within 100 ms of its abort. */
export interface Registry {
  readonly id: string;
  readonly kind: RegistryKind;
  readonly capabilities: Capabilities;
  /**
   * Lists and watches until the signal aborts, and then returns. Recovers by itself, with backoff: it throws only for a
   * fault in Rollcall. Called once at a time.
   */
  watch(signal: AbortSignal): AsyncGenerator<RegistryEvent, void, void>;
  /** Reads one instance's record. @throws RegistryError */
  inspect(instance: Instance, signal: AbortSignal): Promise<Inspection>;
  /** Version, members and what is read. @throws RegistryError */
  describe(signal: AbortSignal): Promise<ServerInfo>;
  /**
   * Remaining time of leases by id; ids that are gone are left out. Absent where there are no leases. Also tells the TTL
   * where an instance has none yet: etcd's list has only ids, and to ask for 100,000 leases takes minutes.
   * @throws RegistryError
   */
  leases?(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, NonNullable<Instance['lease']>>>;
  /** What is known of every format its records may have. */
  readonly sheets?: readonly FactSheet[];
  /** What the keys were recognised as. Absent where records have but one form. */
  formats?(): readonly FormatTally[];
  /** What a key and value would be read as; nothing is written. Absent where records have but one form. */
  tryValue?(key: string, value: Buffer): TriedValue;
  /** Who subscribes to a service, where a format tells. */
  consumers?(service: string): readonly Consumer[];
  /** What can be done to it. Absent where nothing can. */
  readonly operations?: Operations;
  /** Says that somebody looks at a service now, so that its changes come first; returns what ends it. */
  focus?(service: string): () => void;
  /** Ends connections after the watch has ended. */
  close(): Promise<void>;
}
