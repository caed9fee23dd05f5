import type { RateBucket } from './change-rate';

/** One minute as a bar, in pixels; `critical` is the part of its height at the foot. */
export interface RateBar {
  readonly bucket: RateBucket;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly critical: number;
}

/** A stretch of the axis, in pixels. */
export interface Stretch {
  readonly x: number;
  readonly width: number;
}

export interface RateChart {
  readonly bars: readonly RateBar[];
  /** What the highest bar may stand for: a round number not below it. */
  readonly top: number;
  /** Before counting began. */
  readonly notObserved: Stretch | null;
}

const GAP_PX = 2;

/** Lays the minutes out over a width, each as high as its count is of a round number. */
export function rateChart(buckets: readonly RateBucket[], width: number, height: number): RateChart {
  const pitch = width / buckets.length;
  const top = roundUp(Math.max(1, ...buckets.map(({ count }) => count)));
  const bars = buckets.flatMap((bucket, index): RateBar[] => {
    if (bucket.count === 0) return [];
    const full = Math.max(2, Math.round((bucket.count / top) * height));
    const critical = bucket.critical === 0 ? 0 : Math.max(2, Math.round((bucket.critical / bucket.count) * full));
    return [{ bucket, x: index * pitch, width: Math.max(1, pitch - GAP_PX), height: full, critical }];
  });
  const first = buckets.findIndex(({ isObserved }) => isObserved);
  const unknown = first === -1 ? buckets.length : first;
  return { bars, top, notObserved: unknown === 0 ? null : { x: 0, width: unknown * pitch - GAP_PX } };
}

/** 1, 2, 5, 10, 20, 50 … */
function roundUp(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= count) ?? count;
}
