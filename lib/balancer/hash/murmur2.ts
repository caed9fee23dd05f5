import type { Hash64 } from './hash64';
import { littleEndian32, textBytes } from './text-bytes';
import { Word64 } from './word64';

const HIGH = 0xc6a4a793;
const LOW = 0x5bd1e995;

/** MurmurHash2, 64 bits, as libstdc++'s std::hash and Envoy's MURMUR_HASH_2 have it, with their seed. */
export function murmur2(text: string | Uint8Array): Hash64 {
  const bytes = textBytes(text);
  const { length } = bytes;
  const seeded = new Word64(0, length).multiply(HIGH, LOW);
  const hash = new Word64(0, 0xc70f6907).xor(seeded.high, seeded.low);
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    const word = new Word64(littleEndian32(bytes, at + 4), littleEndian32(bytes, at));
    word.multiply(HIGH, LOW).xorShiftRight(47).multiply(HIGH, LOW);
    hash.xor(word.high, word.low).multiply(HIGH, LOW);
  }
  // Bytes past the end read as 0, as libstdc++ pads them.
  if (at < length) hash.xor(littleEndian32(bytes, at + 4), littleEndian32(bytes, at)).multiply(HIGH, LOW);
  hash.xorShiftRight(47).multiply(HIGH, LOW).xorShiftRight(47);
  return { high: hash.high, low: hash.low };
}
