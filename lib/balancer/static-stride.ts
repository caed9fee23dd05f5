const FULL = 65_535;
const OFFSET = FULL / 2;

/** How gRPC C++ holds single weights within bounds; Go does not. */
const MOST_TIMES_MEAN = 10;
const LEAST_TIMES_MEAN = 0.01;

/** Picks a position for the sequence number `next` gives; the numbers may come from several callers. */
export type StaticStride = (next: () => number) => number;

/**
 * gRPC's static stride scheduler (gRFC A58; src/core/load_balancing/weighted_round_robin/static_stride_scheduler.cc, and
 * grpc-go's balancer/weightedroundrobin/scheduler.go without the clamp). Weight 0 is unknown and counts as the mean of the others. Null where there
 * is nothing to weigh: fewer than two, or all unknown; plain round robin serves then.
 */
export function staticStride(weights: readonly number[], isClamped: boolean): StaticStride | null {
  const scaled = weights.length < 2 ? null : scaledWeights(weights, isClamped);
  if (scaled === null) return null;
  return (next) => {
    while (true) {
      const sequence = next();
      const index = sequence % scaled.length;
      const weight = scaled[index] ?? 0;
      const generation = Math.floor(sequence / scaled.length);
      // Whole numbers: gRPC's offset is 65535 / 2 rounded down.
      if ((weight * generation + index * Math.floor(OFFSET)) % FULL >= FULL - weight) return index;
    }
  };
}

/** Weights of 1 to 65535, or null where none is known. */
function scaledWeights(weights: readonly number[], isClamped: boolean): Uint16Array | null {
  const known = weights.filter((weight) => weight > 0);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, weight) => sum + weight, 0) / known.length;
  const greatest = known.reduce((most, weight) => Math.max(most, weight), 0);
  const most = isClamped ? Math.min(greatest, mean * MOST_TIMES_MEAN) : greatest;
  const factor = FULL / most;
  const scaledMean = Math.round(factor * mean);
  const least = isClamped ? Math.max(1, Math.round(scaledMean * LEAST_TIMES_MEAN)) : 0;
  const scaled = Uint16Array.from(weights, (weight) =>
    weight > 0 ? Math.max(least, Math.round(Math.min(weight, most) * factor)) : scaledMean,
  );
  return scaled;
}
