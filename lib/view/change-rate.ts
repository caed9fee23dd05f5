import type { Change } from '../domain/change';

/** The changes of one minute. */
export interface RateBucket {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly count: number;
  /** How many of them turned an instance critical. */
  readonly critical: number;
  /** False where nobody has counted: before what is held begins. */
  readonly isObserved: boolean;
}

const MINUTE_MS = 60_000;

/** Changes a minute over the last `minutes`, oldest first; the last bucket is the minute that runs. */
export function changesPerMinute(
  changes: readonly Change[],
  { now, minutes, observedFrom }: { readonly now: number; readonly minutes: number; readonly observedFrom: number },
): readonly RateBucket[] {
  const last = Math.floor(now / MINUTE_MS);
  const counts = new Map<number, { count: number; critical: number }>();
  for (const change of changes) {
    const minute = Math.floor(Date.parse(change.at) / MINUTE_MS);
    if (minute <= last - minutes) break;
    const sum = counts.get(minute) ?? { count: 0, critical: 0 };
    counts.set(minute, sum);
    sum.count += 1;
    if (change.kind === 'health-changed' && change.to === 'critical') sum.critical += 1;
  }
  return Array.from({ length: minutes }, (_, index) => {
    const minute = last - minutes + 1 + index;
    const { count = 0, critical = 0 } = counts.get(minute) ?? {};
    const from = minute * MINUTE_MS;
    return { from, count, critical, isObserved: from + MINUTE_MS > observedFrom };
  });
}

/**
 * Since when changes have been counted, in milliseconds since 1970: from the start of the process, or, where older ones
 * were let go, from the oldest one held.
 */
export function observedSince(
  changes: readonly Change[],
  { hasDropped, startedAt }: { readonly hasDropped: boolean; readonly startedAt: number },
): number {
  const oldest = changes.at(-1);
  return hasDropped && oldest ? Date.parse(oldest.at) : startedAt;
}

/** Two counts of the same minutes, each of which may know less than the other. */
export function mergeRates(counted: readonly RateBucket[], earlier: readonly RateBucket[]): readonly RateBucket[] {
  const known = new Map(earlier.map((bucket) => [bucket.from, bucket]));
  return counted.map((bucket) => {
    const other = known.get(bucket.from);
    if (!other) return bucket;
    return {
      from: bucket.from,
      count: Math.max(bucket.count, other.count),
      critical: Math.max(bucket.critical, other.critical),
      isObserved: bucket.isObserved || other.isObserved,
    };
  });
}
