import { wholeBelow } from '../balancer/chance';
import { power } from '../balancer/portable-math';
import type { Random } from '../domain/clock';
import type { Keys } from './scenario';

/** Draws what each request is hashed by; undefined where it has no key. */
export function requestKeys(keys: Keys, random: Random): () => string | undefined {
  switch (keys.kind) {
    case 'none':
      return () => undefined;
    case 'uniform':
      return named(keys.count, () => wholeBelow(random, keys.count));
    case 'zipf':
      return named(keys.count, zipf(keys.count, keys.exponent, random));
    case 'list': {
      let index = 0;
      return () => keys.keys[index++ % keys.keys.length];
    }
  }
}

/** Names are made once for each key: hashing the same text object again is what a real client does. */
function named(count: number, draw: () => number): () => string {
  const names = new Array<string | undefined>(count);
  return () => {
    const index = draw();
    const known = names[index];
    if (known !== undefined) return known;
    const name = `key-${index}`;
    names[index] = name;
    return name;
  };
}

/** The key of rank r (from 0) in proportion to (r + 1)^-exponent, by looking up the sum of the shares. */
function zipf(count: number, exponent: number, random: Random): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) {
    sum += power(rank + 1, -exponent);
    sums[rank] = sum;
  }
  return () => {
    const drawn = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (drawn < (sums[middle] as number)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
