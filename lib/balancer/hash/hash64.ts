/** An unsigned 64-bit number in two unsigned halves: BigInt is too slow for a hash per request. */
export interface Hash64 {
  readonly high: number;
  readonly low: number;
}

/** From 0 to 2^64 - 1; higher bits are dropped. */
export function hash64(value: bigint): Hash64 {
  return { high: Number((value >> 32n) & 0xffffffffn), low: Number(value & 0xffffffffn) };
}

/** As one number again. */
export function bigintOf(hash: Hash64): bigint {
  return (BigInt(hash.high) << 32n) | BigInt(hash.low);
}

/** `hash mod size` for a size up to 2^26: beyond it the product would not be exact. */
export function remainder64(hash: Hash64, size: number): number {
  return remainderBy(size)(hash);
}

/** The same for many hashes: the operator divides any doubles, which takes several times as long. */
export function remainderBy(size: number): (hash: Hash64) => number {
  const turn = 2 ** 32 % size;
  return ({ high, low }) => remainder(remainder(high, size) * turn + low, size);
}

/** Of whole numbers below 2^53. */
function remainder(value: number, size: number): number {
  const left = value - Math.floor(value / size) * size;
  // The quotient was rounded: it may be one too high.
  return left < 0 ? left + size : left;
}

/** 64 even random bits. */
export function randomHash64(random: () => number): Hash64 {
  return { high: Math.floor(random() * 2 ** 32), low: Math.floor(random() * 2 ** 32) };
}

/** Envoy's hash of a retry in Maglev and rendezvous: `hash ^= ~0 - attempt + 1`, which is `hash ^ -attempt`. */
export function retryHash64(hash: Hash64, attempt: number): Hash64 {
  return attempt === 0 ? hash : { high: ~hash.high >>> 0, low: (hash.low ^ -attempt) >>> 0 };
}
