/** What Envoy adds per request to an instance nothing is known of, so that it is tried once and not flooded. */
const ENVOY_PENALTY = 1_000_000;

/** Finagle's, Long.MaxValue >> 16. */
const FINAGLE_PENALTY = 2 ** 47 - 1;

/** Envoy's cost (peak_ewma/cost.cc): latency times requests with this one; `rttMs` is 0 where none was observed. */
export function envoyCost(rttMs: number, active: number, defaultRttMs: number): number {
  if (rttMs > 0) return rttMs * (active + 1);
  return active > 0 ? ENVOY_PENALTY + active : defaultRttMs * (active + 1);
}

/** Finagle's cost (PeakEwma.scala), which tower has too: no history and something pending is a penalty. */
export function finagleCost(rttMs: number, pending: number): number {
  return rttMs === 0 && pending !== 0 ? FINAGLE_PENALTY + pending : rttMs * (pending + 1);
}
