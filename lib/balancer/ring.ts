import type { Hash64 } from './hash/hash64';
import { type RingPoints, roomForPoints } from './ring-points';

/** A ring of 64-bit points, sorted; among equal points the first given stays first. */
export interface Ring extends RingPoints {
  /** Where points that begin with the same bits begin, one entry past the last such bits. */
  readonly starts: Uint32Array;
  /** How far a half is shifted to leave those bits; `isNarrow` rings have points of 32 bits, in their lower halves. */
  readonly shift: number;
  readonly isNarrow: boolean;
}

/** So many points fit into the processor's cache, and are laid out at once. */
const FEW = 65_536;
const ROUGHLY = 22;

/**
 * Sorts the points: they are laid by the bits they begin with, of which one or two share the same, and then put in order. A
 * comparison sort takes ten times as long for a ring of millions.
 */
export function buildRing(points: RingPoints): Ring {
  const { length } = points.owners;
  const isNarrow = !points.highs.some((high) => high !== 0);
  // One or two points for each beginning: then a lookup looks at those instead of halving the whole ring.
  const shift = 32 - Math.max(1, 31 - Math.clz32(length + 1));
  // Roughly first: else every point of a large ring would be laid somewhere far from the one before it.
  const given = length > FEW ? laidOut(points, isNarrow, ROUGHLY).points : points;
  const laid = laidOut(given, isNarrow, shift);
  putInOrder(laid.points);
  return { ...laid.points, starts: laid.starts, shift, isNarrow };
}

/** By beginning, as they came among those of the same; and where each beginning starts, one more at the end. */
function laidOut(
  points: RingPoints,
  isNarrow: boolean,
  shift: number,
): { readonly points: RingPoints; readonly starts: Uint32Array } {
  const { highs, lows, owners } = points;
  const halves = isNarrow ? lows : highs;
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (let at = 0; at < halves.length; at++) {
    const after = ((halves[at] as number) >>> shift) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const next = starts.slice();
  const laid = roomForPoints(owners.length);
  for (let at = 0; at < halves.length; at++) {
    const beginning = (halves[at] as number) >>> shift;
    const to = next[beginning] as number;
    next[beginning] = to + 1;
    laid.highs[to] = highs[at] as number;
    laid.lows[to] = lows[at] as number;
    laid.owners[to] = owners[at] as number;
  }
  return { points: laid, starts };
}

/** By insertion: nobody is further from its place than those that begin like it. */
function putInOrder({ highs, lows, owners }: RingPoints): void {
  for (let at = 1; at < owners.length; at++) {
    const high = highs[at] as number;
    const low = lows[at] as number;
    const owner = owners[at] as number;
    let to = at;
    for (; to > 0; to--) {
      const before = highs[to - 1] as number;
      if (before < high || (before === high && (lows[to - 1] as number) <= low)) break;
      highs[to] = before;
      lows[to] = lows[to - 1] as number;
      owners[to] = owners[to - 1] as number;
    }
    highs[to] = high;
    lows[to] = low;
    owners[to] = owner;
  }
}

/** The position of the first point at or after the hash, 0 past the last one. */
export function findPoint({ highs, lows, starts, shift, isNarrow }: Ring, { high, low }: Hash64): number {
  const beginning = (isNarrow ? low : high) >>> shift;
  let at = starts[beginning] as number;
  let most = starts[beginning + 1] as number;
  while (at < most) {
    const middle = (at + most) >>> 1;
    const seen = highs[middle] as number;
    if (seen < high || (seen === high && (lows[middle] as number) < low)) at = middle + 1;
    else most = middle;
  }
  return at === highs.length ? 0 : at;
}

/** The position of whichever point is closer, before or after the hash; the one before where both are as close. */
export function nearestPoint(ring: Ring, hash: Hash64): number {
  const after = findPoint(ring, hash);
  const before = after === 0 ? ring.owners.length - 1 : after - 1;
  const forth = distance(hash, { high: ring.highs[after] ?? 0, low: ring.lows[after] ?? 0 });
  const back = distance({ high: ring.highs[before] ?? 0, low: ring.lows[before] ?? 0 }, hash);
  return back.high < forth.high || (back.high === forth.high && back.low <= forth.low) ? before : after;
}

/** Around the ring, which is 2^64 long. */
function distance(from: Hash64, to: Hash64): Hash64 {
  const borrow = to.low < from.low ? 1 : 0;
  return { high: (to.high - from.high - borrow) >>> 0, low: (to.low - from.low) >>> 0 };
}
