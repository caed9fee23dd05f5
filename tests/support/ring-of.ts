import type { Hash64 } from '@/lib/balancer/hash/hash64';
import { buildRing, type Ring } from '@/lib/balancer/ring';
import { roomForPoints } from '@/lib/balancer/ring-points';

/** The ring of a few points, each with the position of its owner. */
export function ringOf(given: readonly (Hash64 & { readonly owner: number })[]): Ring {
  const points = roomForPoints(given.length);
  given.forEach(({ high, low, owner }, at) => {
    points.highs[at] = high;
    points.lows[at] = low;
    points.owners[at] = owner;
  });
  return buildRing(points);
}
