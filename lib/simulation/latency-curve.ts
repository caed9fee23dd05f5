import { power } from '../balancer/portable-math';
import type { LatencyHistogram } from './latency-histogram';
import type { ResponseTimes } from './load-answer';

const POINTS = 64;
/** The last point is 0.9999: 4 nines. */
const NINES = 4;

/** The times on an axis that stretches the tail: each point is as many nines further. */
export function latencyCurve(times: LatencyHistogram): { readonly share: number; readonly ms: number }[] {
  return Array.from({ length: POINTS }, (_, point) => {
    const share = 1 - power(10, (-NINES * point) / (POINTS - 1));
    return { share, ms: times.quantile(share) ?? 0 };
  }).slice(0, times.count === 0 ? 0 : POINTS);
}

/** Null without answers. */
export function responseTimes(times: LatencyHistogram): ResponseTimes | null {
  const { mean, max } = times;
  if (mean === null || max === null) return null;
  const at = (share: number) => times.quantile(share) ?? max;
  return { mean, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99), p999: at(0.999), max };
}
