import { HEALTHS, type Health, type Instance } from './instance';

/** All instances of one name in one registry, summed up. */
export interface ServiceSummary {
  readonly registry: string;
  readonly service: string;
  readonly datacenter: string | null;
  readonly namespace: string | null;
  /** The worst in rotation; `unknown` when none is in rotation. */
  readonly health: Health;
  /** By health over all instances, in rotation or not; `out` counts across them. */
  readonly instances: HealthCounts & { readonly total: number; readonly out: number };
  /** By health, those in rotation only. */
  readonly inRotation: HealthCounts;
  /** How many are flapping, in rotation or not. */
  readonly flapping: number;
  readonly tags: readonly string[];
  readonly versions: readonly string[];
  readonly formats: readonly string[];
  /** Since when it has its present health, ISO 8601. */
  readonly since: string;
  /** True when nobody watched as it became so: it may have been so for longer than since. */
  readonly sinceAtLeast: boolean;
}

export type HealthCounts = Readonly<Record<Health, number>>;

/** Tags or versions beyond this many are left out of a summary. */
const LISTED_LIMIT = 50;

/**
 * Sums up the instances of one service, of which there must be at least one.
 * `previous` is the summary it replaces and the time (ISO 8601) it is replaced: where the health stays the same, so
 * does its since. Without one, since is when the first of the worst instances got so.
 */
export function summarizeService(
  instances: Iterable<Instance>,
  previous?: { readonly summary: ServiceSummary; readonly at: string; readonly afterGap?: boolean | undefined },
): ServiceSummary {
  let first: Instance | undefined;
  let total = 0;
  let out = 0;
  let flapping = 0;
  const all = noneCounted();
  const inRotation = noneCounted();
  const earliest: Partial<Record<Health, Instance>> = {};
  const tags = new Set<string>();
  const versions = new Map<string, number>();
  const formats = new Set<string>();
  for (const instance of instances) {
    first ??= instance;
    total += 1;
    all[instance.health] += 1;
    if (instance.flapping) flapping += 1;
    if (instance.rotation === 'out') out += 1;
    else {
      inRotation[instance.health] += 1;
      const known = earliest[instance.health];
      if (known === undefined || instance.since < known.since) earliest[instance.health] = instance;
    }
    for (const tag of instance.tags) if (tags.size < LISTED_LIMIT) tags.add(tag);
    if (instance.version !== null) versions.set(instance.version, (versions.get(instance.version) ?? 0) + 1);
    formats.add(instance.format);
  }
  if (!first) throw new Error('a service without instances has no summary');
  const health = HEALTHS.find((candidate) => inRotation[candidate] > 0) ?? 'unknown';
  const { since, sinceAtLeast } = !previous
    ? (earliest[health] ?? first)
    : previous.summary.health === health
      ? previous.summary
      : { since: previous.at, sinceAtLeast: previous.afterGap ?? false };
  return {
    registry: first.registry,
    service: first.service,
    datacenter: first.datacenter,
    namespace: first.namespace,
    health,
    instances: { total, ...all, out },
    inRotation,
    flapping,
    tags: [...tags].sort(),
    versions: [...versions.entries()]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, LISTED_LIMIT)
      .map(([version]) => version),
    formats: [...formats].sort(),
    since,
    sinceAtLeast,
  };
}

function noneCounted(): Record<Health, number> {
  return { critical: 0, warning: 0, unknown: 0, passing: 0 };
}
