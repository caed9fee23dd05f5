import type { Random } from './clock';

/**
 * Chance that repeats: the same seed (any number, taken modulo 2^32) gives the same sequence. mulberry32 by Tommy
 * Ettinger (public domain), as in github.com/bryc/code, jshash/PRNGs.md. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
