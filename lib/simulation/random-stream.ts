import type { Random } from '../domain/clock';

/**
 * Chance for one purpose of a run: the same seed and purpose give the same numbers everywhere, whatever other purposes
 * draw. xoshiro128** by Blackman and Vigna (public domain), its state filled by hashing both names. Not for secrets.
 */
export function randomStream(seed: string, purpose: string): Random {
  const next = hashed(`${seed}\n${purpose}`);
  let a = next();
  let b = next();
  let c = next();
  // A state of nothing but zeros would never leave it.
  let d = next() | 1;
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return (result >>> 0) / 2 ** 32;
  };
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** xmur3: 32-bit numbers that each depend on every character. */
function hashed(text: string): () => number {
  let state = 1_779_033_703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    state = rotated(Math.imul(state ^ text.charCodeAt(i), 3_432_918_353), 13);
  }
  return () => {
    state = Math.imul(state ^ (state >>> 16), 2_246_822_507);
    state = Math.imul(state ^ (state >>> 13), 3_266_489_909);
    state ^= state >>> 16;
    return state;
  };
}
