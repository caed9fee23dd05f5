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
}

/** Sorts the points. */
export function buildRing(points: readonly RingPoint[]): Ring {
  const sorted = points.toSorted((one, other) => one.high - other.high || one.low - other.low);
  return {
    highs: Uint32Array.from(sorted, (point) => point.high),
    lows: Uint32Array.from(sorted, (point) => point.low),
    owners: Uint32Array.from(sorted, (point) => point.owner),
  };
}

/** The position of the first point at or after the hash, 0 past the last one. */
export function findPoint({ highs, lows }: Ring, { high, low }: Hash64): number {
  let least = 0;
  let most = highs.length;
  while (least < most) {
    const middle = (least + most) >>> 1;
    const at = highs[middle] ?? 0;
    if (at < high || (at === high && (lows[middle] ?? 0) < low)) least = middle + 1;
    else most = middle;
  }
  return least === highs.length ? 0 : least;
}
