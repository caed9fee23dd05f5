import type { Hash64 } from './hash/hash64';
import { Word64 } from './hash/word64';

/**
 * "A Fast, Minimal Memory, Consistent Hash Algorithm" (Lamping and Veach 2014): a bucket below `buckets`, which is 1 or
 * more.
 */
export function jumpHash(key: Hash64, buckets: number): number {
  const state = new Word64(key.high, key.low);
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    state.multiply(0x27bb2ee6, 0x87b0b0fd).add(0, 1);
    next = Math.floor((bucket + 1) * (2 ** 31 / ((state.high >>> 1) + 1)));
  }
  return bucket;
}
