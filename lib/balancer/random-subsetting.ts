import { type Hash64, randomHash64 } from './hash/hash64';
import { textBytes } from './hash/text-bytes';
import { xxHash64 } from './hash/xxhash64';
import { wholeOption } from './option-error';
import type { PolicyKind } from './policy';
import { roundRobin } from './round-robin';

const DEFAULTS = { size: 20 };

/** Each client keeps to a few instances of its own, drawn evenly, and takes them in turn. One change of the list changes at most one of them. */
export const randomSubsetting: PolicyKind<typeof DEFAULTS> = {
  id: 'random-subsetting',
  source: 'gRPC random_subsetting (gRFC A68)',
  zeroWeight: 'ignored',
  hashBits: 0,
  defaults: DEFAULTS,
  create({ size }, surroundings) {
    wholeOption('size', size, [1, 1_000_000]);
    const seed = randomHash64(surroundings.random);
    const inner = roundRobin.create({ randomStart: true }, surroundings);
    return {
      update: (list) => inner.update(randomSubset(list, size, seed)),
      pick: (request) => inner.pick(request),
    };
  },
};

/** The `size` with the smallest hashes of seed and key, in that order. */
export function randomSubset<T extends { readonly key: string }>(all: readonly T[], size: number, seed: Hash64): T[] {
  return all
    .map((one) => ({ one, hash: seededHash(one.key, seed) }))
    .sort((a, b) => a.hash.high - b.hash.high || a.hash.low - b.hash.low)
    .slice(0, size)
    .map(({ one }) => one);
}

function seededHash(key: string, seed: Hash64): Hash64 {
  const bytes = textBytes(key);
  const input = new Uint8Array(bytes.length + 8);
  new DataView(input.buffer).setUint32(0, seed.high);
  new DataView(input.buffer).setUint32(4, seed.low);
  input.set(bytes, 8);
  return xxHash64(input);
}
