/**
 * MT19937 (Matsumoto and Nishimura 1998), as C++'s std::mt19937: unsigned 32-bit numbers from a 32-bit seed. Envoy
 * shuffles with it where a bounded instance is full.
 */
export function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(624);
  state[0] = seed >>> 0;
  for (let index = 1; index < 624; index++) {
    const last = state[index - 1] ?? 0;
    state[index] = Math.imul(last ^ (last >>> 30), 1812433253) + index;
  }
  let at = 624;
  return () => {
    if (at === 624) {
      twist(state);
      at = 0;
    }
    let value = state[at++] ?? 0;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  };
}

function twist(state: Uint32Array): void {
  for (let index = 0; index < 624; index++) {
    const joined = ((state[index] ?? 0) & 0x80000000) | ((state[(index + 1) % 624] ?? 0) & 0x7fffffff);
    state[index] = (state[(index + 397) % 624] ?? 0) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
  }
}
