import type { FleetBucket } from '../domain/history';
import { roundUp } from './chart-axis';

/** One part of the range as it is drawn; the values themselves stand in `bucket`. */
export interface FleetBar {
  /** ISO 8601, as `to`. */
  readonly from: string;
  readonly to: string;
  readonly bucket: FleetBucket;
  readonly critical: number;
  readonly warning: number;
  /** Below the line. */
  readonly out: number;
}

export interface FleetBars {
  readonly bars: readonly FleetBar[];
  /** What the highest bar may stand for. */
  readonly top: number;
  /** The domain in units of `top`: what is out has a scale of its own, so that a drain does not flatten the faults. */
  readonly floor: number;
}

/** How much of the height above the line lies below it. */
const BELOW = 0.26;
/** The lowest bar that is seen, as a share of the height. */
const LEAST = 0.03;
const LOWEST_TOP = 4;

/** Instances in rotation that do not pass above the line, those out of rotation below it. */
export function fleetBars(buckets: readonly FleetBucket[]): FleetBars {
  const top = roundUp(Math.max(LOWEST_TOP, ...buckets.map(({ critical, warning }) => critical + warning)));
  const bottom = roundUp(Math.max(1, ...buckets.map(({ out }) => out)));
  const seen = (value: number) => (value > 0 ? Math.max(value, top * LEAST) : 0);
  const bars = buckets.map((bucket) => ({
    from: bucket.from,
    to: bucket.to,
    bucket,
    critical: seen(bucket.critical),
    warning: seen(bucket.warning),
    out: -seen((bucket.out / bottom) * top * BELOW),
  }));
  return { bars, top, floor: -top * BELOW };
}

/** "7", "0.4", "< 0.1": an average, which is seldom a whole number. */
export function averageWords(value: number): string {
  const tenths = Math.round(value * 10) / 10;
  if (value > 0 && tenths === 0) return '< 0.1';
  return tenths.toLocaleString('en');
}
