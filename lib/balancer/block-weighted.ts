import { greatestDivisor, wholeWeights } from './whole-weights';

/**
 * The weighted round robin of the Linux kernel's IPVS (net/netfilter/ipvs/ip_vs_wrr.c): rounds of falling threshold, each
 * over all whose weight reaches it. Gives positions; -1 where no weight is above 0.
 */
export function blockWeighted(given: readonly number[]): () => number {
  const weights = wholeWeights(given);
  const step = weights.reduce(greatestDivisor, 0);
  const most = weights.reduce((greatest, weight) => Math.max(greatest, weight), 0);
  let index = -1;
  let threshold = 0;
  return () => {
    if (most <= 0) return -1;
    while (true) {
      index = (index + 1) % weights.length;
      if (index === 0) {
        threshold -= step;
        if (threshold <= 0) threshold = most;
      }
      if ((weights[index] ?? 0) >= threshold) return index;
    }
  };
}
