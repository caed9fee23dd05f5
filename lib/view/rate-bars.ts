import type { ChangeCounts } from '../domain/history';

type CountBucket = ChangeCounts['buckets'][number];

/** One part of the range in changes a minute. */
export interface RateBar {
  /** ISO 8601, as `to`. */
  readonly from: string;
  readonly to: string;
  readonly bucket: CountBucket;
  readonly critical: number;
  readonly other: number;
}

const MINUTE_MS = 60_000;

/** Parts of different lengths side by side, each by its own. */
export function rateBars(buckets: readonly CountBucket[]): readonly RateBar[] {
  return buckets.map((bucket) => {
    const { from, to, total, critical } = bucket;
    const minutes = minutesOf(bucket);
    return { from, to, bucket, critical: critical / minutes, other: (total - critical) / minutes };
  });
}

/** Changes a minute over a stretch. */
export function rateOf(stretch: Pick<CountBucket, 'from' | 'to' | 'total'>): number {
  return stretch.total / minutesOf(stretch);
}

/** What has only just begun is no rate yet: it counts as a minute. */
function minutesOf({ from, to }: Pick<CountBucket, 'from' | 'to'>): number {
  return Math.max(1, (Date.parse(to) - Date.parse(from)) / MINUTE_MS);
}
