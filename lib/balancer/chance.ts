import type { Random } from '../domain/clock';

/** A whole number from 0 up to, not including, `count`. */
export function wholeBelow(random: Random, count: number): number {
  return Math.floor(random() * count);
}

/** Two different numbers below `count`, which is 2 or more: the second is drawn from one fewer and shifted. */
export function twoBelow(random: Random, count: number): readonly [number, number] {
  const first = wholeBelow(random, count);
  const second = wholeBelow(random, count - 1);
  return [first, second >= first ? second + 1 : second];
}

/** Draws positions in proportion to their weights; -1 where there is no weight at all. */
export function weightedDraw(weights: readonly number[]): (random: Random) => number {
  const ends: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    ends.push(total);
  }
  return (random) => {
    if (total <= 0) return -1;
    const drawn = random() * total;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < (ends[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
