const SIZE = 624;
const AHEAD = 397;

/**
 * MT19937 (Matsumoto and Nishimura 1998), as C++'s std::mt19937: unsigned 32-bit numbers from a 32-bit seed. Envoy
 * shuffles with it where a bounded instance is full. A shuffle takes a few numbers, so words are seeded and twisted only
 * as far as they are needed.
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(SIZE);
  state[0] = seed >>> 0;
  let seeded = 1;
  let at = 0;
  return () => {
    for (; seeded < SIZE && seeded <= at + AHEAD; seeded++) {
      const last = state[seeded - 1] as number;
      state[seeded] = Math.imul(last ^ (last >>> 30), 1812433253) + seeded;
    }
    let value = twisted(state, at);
    at = (at + 1) % SIZE;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  };
}

/** Brings one word into the next round. */
function twisted(state: Uint32Array, at: number): number {
  const joined = ((state[at] as number) & 0x80000000) | ((state[(at + 1) % SIZE] as number) & 0x7fffffff);
  const word = (state[(at + AHEAD) % SIZE] as number) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  state[at] = word;
  return word;
}
