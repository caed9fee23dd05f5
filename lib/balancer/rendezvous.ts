import { type Hash64, retryHash64 } from './hash/hash64';
import { Word64 } from './hash/word64';
import { xxHash64 } from './hash/xxhash64';
import type { HashLookup, Share } from './hash-lookup';
import { hashingPolicy } from './hashing-policy';
import type { PolicyKind } from './policy';

const DEFAULTS = {
  /** Bounded loads, percent of the mean; 0 is off. */
  balanceFactor: 0,
};

/** Highest random weight: every instance has a score for the hash, -weight / ln(u). Removing one moves its keys alone. */
export const rendezvous: PolicyKind<typeof DEFAULTS> = {
  id: 'rendezvous',
  source: 'Envoy rendezvous_hash (rendezvous_hash_lb.cc); Thaler and Ravishankar 1998',
  zeroWeight: 'refused',
  hashBits: 64,
  defaults: DEFAULTS,
  create: (options, surroundings) => hashingPolicy(lookupAmong, options.balanceFactor, surroundings),
};

function lookupAmong(shares: readonly Share[]): HashLookup {
  const hosts = shares.map(({ instance, share }) => ({ instance, share, hash: xxHash64(instance.key) }));
  return (hash, attempt) => {
    const key = retryHash64(hash, attempt);
    let best = hosts[0];
    let most = Number.NEGATIVE_INFINITY;
    for (const host of hosts) {
      const score = -host.share / logarithm(unitOf(key, host.hash));
      if (score > most) {
        most = score;
        best = host;
      }
    }
    return best?.instance ?? null;
  };
}

/** xorshift* of both hashes, its lower 53 bits as a number in [0, 1). */
function unitOf(key: Hash64, host: Hash64): number {
  const mixed = new Word64(key.high ^ host.high, key.low ^ host.low)
    .xorShiftRight(12)
    .xorShiftLeft(25)
    .xorShiftRight(27)
    .multiply(0x2545f491, 0x4f6cdd1d);
  return ((mixed.high & 0x1fffff) * 2 ** 32 + mixed.low) / 2 ** 53;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** Envoy's approximation of ln: the engine's own may differ between machines. Little-endian machines, as all that run JavaScript are. */
function logarithm(value: number): number {
  double[0] = value;
  const bits = halves[1] ?? 0;
  const exponent = 1023 ^ ((bits >>> 19) & 1);
  halves[1] = ((exponent << 20) | (bits & 0xfffff)) >>> 0;
  const part = (double[0] ?? 1) - 1;
  const approximate = (part * (0.338953 * part + 2.198599)) / (part + 1.523692);
  return (((bits >>> 20) & 0x7ff) - exponent + approximate) * Math.LN2;
}
