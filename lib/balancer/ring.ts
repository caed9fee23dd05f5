import type { Hash64 } from './hash/hash64';

/** A point of a ring and the position of its owner. */
export interface RingPoint extends Hash64 {
  readonly owner: number;
}

/** A ring of 64-bit points, sorted; among equal points the first given stays first. */
export interface Ring {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  readonly owners: Uint32Array;
  /** Where points that begin with the same bits begin, one entry past the last such bits. */
  readonly starts: Uint32Array;
  /** How far a half is shifted to leave those bits; `isNarrow` rings have points of 32 bits, in their lower halves. */
  readonly shift: number;
  readonly isNarrow: boolean;
}

/** Sorts the points. */
export function buildRing(points: readonly RingPoint[]): Ring {
  const sorted = points.toSorted((one, other) => one.high - other.high || one.low - other.low);
  const highs = Uint32Array.from(sorted, (point) => point.high);
  const lows = Uint32Array.from(sorted, (point) => point.low);
  const owners = Uint32Array.from(sorted, (point) => point.owner);
  const isNarrow = (highs.at(-1) ?? 0) === 0;
  // One or two points for each beginning: then a lookup looks at those instead of halving the whole ring.
  const shift = 32 - Math.max(1, Math.floor(Math.log2(points.length + 1)));
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (const half of isNarrow ? lows : highs) {
    const after = (half >>> shift) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  return { highs, lows, owners, starts, shift, isNarrow };
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
