import type { Hash64 } from './hash64';
import { littleEndian32, textBytes } from './text-bytes';
import { Word64 } from './word64';

// The five primes of github.com/Cyan4973/xxHash, doc/xxhash_spec.md, in halves; no tuples, which would cost more than the hash.
const P1_HIGH = 0x9e3779b1;
const P1_LOW = 0x85ebca87;
const P2_HIGH = 0xc2b2ae3d;
const P2_LOW = 0x27d4eb4f;
const P3_HIGH = 0x165667b1;
const P3_LOW = 0x9e3779f9;
const P4_HIGH = 0x85ebca77;
const P4_LOW = 0xc2b2ae63;
const P5_HIGH = 0x27d4eb2f;
const P5_LOW = 0x165667c5;

/** XXH64 with a seed of up to 32 bits; the hash of Envoy and gRPC. */
export function xxHash64(text: string | Uint8Array, seed = 0): Hash64 {
  const bytes = textBytes(text);
  const { length } = bytes;
  let at = 0;
  let hash: Word64;
  if (length >= 32) {
    const lanes = [
      new Word64(0, seed).add(P1_HIGH, P1_LOW).add(P2_HIGH, P2_LOW),
      new Word64(0, seed).add(P2_HIGH, P2_LOW),
      new Word64(0, seed),
      new Word64(0, seed).add(0x61c8864e, 0x7a143579),
    ] as const;
    for (; at + 32 <= length; at += 32) lanes.forEach((lane, index) => void round(lane, bytes, at + index * 8));
    hash = new Word64(0, 0);
    const turns = [1, 7, 12, 18] as const;
    lanes.forEach((lane, index) => {
      const turned = new Word64(lane.high, lane.low).rotateLeft(turns[index] ?? 1);
      hash.add(turned.high, turned.low);
    });
    for (const lane of lanes) {
      lane.multiply(P2_HIGH, P2_LOW);
      rotate31(lane).multiply(P1_HIGH, P1_LOW);
      hash.xor(lane.high, lane.low).multiply(P1_HIGH, P1_LOW).add(P4_HIGH, P4_LOW);
    }
  } else hash = new Word64(0, seed).add(P5_HIGH, P5_LOW);
  hash.add(0, length);
  return finish(hash, bytes, at);
}

function finish(hash: Word64, bytes: Uint8Array, from: number): Hash64 {
  const { length } = bytes;
  let at = from;
  for (; at + 8 <= length; at += 8) {
    const lane = round(new Word64(0, 0), bytes, at);
    hash.xor(lane.high, lane.low).rotateLeft(27).multiply(P1_HIGH, P1_LOW).add(P4_HIGH, P4_LOW);
  }
  if (at + 4 <= length) {
    const lane = new Word64(0, littleEndian32(bytes, at)).multiply(P1_HIGH, P1_LOW);
    hash.xor(lane.high, lane.low).rotateLeft(23).multiply(P2_HIGH, P2_LOW).add(P3_HIGH, P3_LOW);
    at += 4;
  }
  for (; at < length; at++) {
    const lane = new Word64(0, bytes[at] ?? 0).multiply(P5_HIGH, P5_LOW);
    hash.xor(lane.high, lane.low).rotateLeft(11).multiply(P1_HIGH, P1_LOW);
  }
  hash.xorShiftRight(33).multiply(P2_HIGH, P2_LOW).xorShiftRight(29).multiply(P3_HIGH, P3_LOW).xorShiftRight(32);
  return { high: hash.high, low: hash.low };
}

function round(lane: Word64, bytes: Uint8Array, at: number): Word64 {
  const input = new Word64(littleEndian32(bytes, at + 4), littleEndian32(bytes, at)).multiply(P2_HIGH, P2_LOW);
  return rotate31(lane.add(input.high, input.low)).multiply(P1_HIGH, P1_LOW);
}

function rotate31(word: Word64): Word64 {
  return word.rotateLeft(31);
}
