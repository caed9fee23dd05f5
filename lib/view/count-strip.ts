import type { ChangeCounts } from '../domain/history';
import { placeOf } from './chart-axis';

type CountBucket = ChangeCounts['buckets'][number];

/** One part of the range as a bar, in pixels from the left and from the foot; `critical` is part of its height. */
export interface CountBar {
  readonly bucket: CountBucket;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly critical: number;
}

const LEAST_PX = 2;

/** Lays counts out over a width; heights go by the root, so that few changes show beside a storm. */
export function countBars(buckets: readonly CountBucket[], width: number, height: number): readonly CountBar[] {
  const pitch = width / Math.max(1, buckets.length);
  const gap = pitch > 5 ? 2 : 1;
  const most = Math.max(1, ...buckets.map(({ total }) => total));
  return buckets.flatMap((bucket, index): CountBar[] => {
    if (bucket.total === 0) return [];
    const full = Math.max(LEAST_PX, Math.round(Math.sqrt(bucket.total / most) * height));
    const critical =
      bucket.critical === 0 ? 0 : Math.max(LEAST_PX, Math.round((bucket.critical / bucket.total) * full));
    return [{ bucket, x: index * pitch, width: Math.max(1, pitch - gap), height: full, critical }];
  });
}

/** A stretch of the axis, in pixels; null where it lies outside or is nothing. */
export function stretchOf(
  buckets: readonly CountBucket[],
  { from, to }: { readonly from: string; readonly to: string },
  width: number,
): { readonly x: number; readonly width: number } | null {
  const x = placeOf(buckets, Date.parse(from)) * width;
  const end = placeOf(buckets, Date.parse(to)) * width;
  return end > x ? { x, width: end - x } : null;
}

/** A choice of whole buckets, by their index; both inclusive. */
export interface Choice {
  readonly first: number;
  readonly last: number;
}

/** The index of the bucket at a place from 0 to 1. */
export function bucketAt(buckets: readonly CountBucket[], place: number): number {
  return Math.max(0, Math.min(buckets.length - 1, Math.floor(place * buckets.length)));
}

/** The buckets a range takes in, if only in part; null where it touches none. */
export function choiceOf(
  buckets: readonly CountBucket[],
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Choice | null {
  if (from === null && to === null) return null;
  const isInside = (bucket: CountBucket) => (from === null || bucket.to > from) && (to === null || bucket.from < to);
  const first = buckets.findIndex(isInside);
  return first === -1 ? null : { first, last: buckets.findLastIndex(isInside) };
}

/** The times of a choice; one that takes in the running bucket has no end. */
export function timesOf(
  buckets: readonly CountBucket[],
  { first, last }: Choice,
): { from: string | null; to: string | null } {
  const isRunning = last >= buckets.length - 1;
  return { from: buckets[first]?.from ?? null, to: isRunning ? null : (buckets[last]?.to ?? null) };
}
