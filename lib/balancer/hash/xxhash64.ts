import type { Hash64 } from './hash64';
import { textBytes } from './text-bytes';
import { upperProduct, Word64 } from './word64';

// The five primes of github.com/Cyan4973/xxHash, doc/xxhash_spec.md, in halves.
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

// Hashing waits for nothing, so that one place serves all: a buffer a key would cost more than the hash.
let bytes = new Uint8Array(256);
/** The same bytes. Little-endian machines, as all that run JavaScript are. */
let words = new Int32Array(bytes.buffer);

/**
 * XXH64 with a seed of up to 32 bits; the hash of Envoy and gRPC. Everything is in signed halves, which stay in registers.
 * Written out: a hash is made for every request, and calls that hand on two halves would cost more than it.
 */
export function xxHash64(text: string | Uint8Array, seed = 0): Hash64 {
  const length = fill(text);
  let high = 0;
  let low = 0;
  let at = 0;
  if (length >= 32) {
    at = length & ~31;
    const merged = mergedLanes(words, at >> 2, seed);
    high = merged.high | 0;
    low = merged.low | 0;
  } else {
    low = (seed + P5_LOW) | 0;
    high = (P5_HIGH + carry(low, P5_LOW)) | 0;
  }
  low = (low + length) | 0;
  high = (high + carry(low, length)) | 0;

  for (; at + 8 <= length; at += 8) {
    const lane = words[at >> 2] as number;
    const times2 = Math.imul(lane, P2_LOW);
    const times2High =
      upperProduct(lane, P2_LOW) + Math.imul(words[(at >> 2) + 1] as number, P2_LOW) + Math.imul(lane, P2_HIGH);
    const turned = (times2 << 31) | (times2High >>> 1);
    const turnedHigh = (times2High << 31) | (times2 >>> 1);
    const mixed = low ^ Math.imul(turned, P1_LOW);
    const mixedHigh =
      high ^ (upperProduct(turned, P1_LOW) + Math.imul(turnedHigh, P1_LOW) + Math.imul(turned, P1_HIGH));
    const spun = (mixed << 27) | (mixedHigh >>> 5);
    const spunHigh = (mixedHigh << 27) | (mixed >>> 5);
    low = (Math.imul(spun, P1_LOW) + P4_LOW) | 0;
    high = upperProduct(spun, P1_LOW) + Math.imul(spunHigh, P1_LOW) + Math.imul(spun, P1_HIGH);
    high = (high + P4_HIGH + carry(low, P4_LOW)) | 0;
  }
  if (at + 4 <= length) {
    const lane = words[at >> 2] as number;
    const mixed = low ^ Math.imul(lane, P1_LOW);
    const mixedHigh = high ^ (upperProduct(lane, P1_LOW) + Math.imul(lane, P1_HIGH));
    const spun = (mixed << 23) | (mixedHigh >>> 9);
    const spunHigh = (mixedHigh << 23) | (mixed >>> 9);
    low = (Math.imul(spun, P2_LOW) + P3_LOW) | 0;
    high = upperProduct(spun, P2_LOW) + Math.imul(spunHigh, P2_LOW) + Math.imul(spun, P2_HIGH);
    high = (high + P3_HIGH + carry(low, P3_LOW)) | 0;
    at += 4;
  }
  for (; at < length; at++) {
    const byte = bytes[at] as number;
    const mixed = low ^ Math.imul(byte, P5_LOW);
    const mixedHigh = high ^ (upperProduct(byte, P5_LOW) + Math.imul(byte, P5_HIGH));
    const spun = (mixed << 11) | (mixedHigh >>> 21);
    const spunHigh = (mixedHigh << 11) | (mixed >>> 21);
    low = Math.imul(spun, P1_LOW);
    high = (upperProduct(spun, P1_LOW) + Math.imul(spunHigh, P1_LOW) + Math.imul(spun, P1_HIGH)) | 0;
  }

  low ^= high >>> 1;
  high = (upperProduct(low, P2_LOW) + Math.imul(high, P2_LOW) + Math.imul(low, P2_HIGH)) | 0;
  low = Math.imul(low, P2_LOW);
  low ^= (low >>> 29) | (high << 3);
  high ^= high >>> 29;
  high = (upperProduct(low, P3_LOW) + Math.imul(high, P3_LOW) + Math.imul(low, P3_HIGH)) | 0;
  low = Math.imul(low, P3_LOW);
  return { high: high >>> 0, low: (low ^ high) >>> 0 };
}

/** 1 where a sum of 32 bits came out below what was added to it. */
function carry(sum: number, added: number): number {
  return sum >>> 0 < added >>> 0 ? 1 : 0;
}

/** Lays the bytes where they are hashed, and gives how many they are. */
function fill(text: string | Uint8Array): number {
  const { length } = text;
  if (length > bytes.length) {
    bytes = new Uint8Array(2 ** Math.ceil(Math.log2(length)));
    words = new Int32Array(bytes.buffer);
  }
  if (typeof text === 'string') return isAscii(text) ? length : fill(textBytes(text));
  bytes.set(text);
  return length;
}

/** Lays a text, four characters at a time: keys are short and nearly always ASCII, and the encoder takes several times as long. */
function isAscii(text: string): boolean {
  const { length } = text;
  const to = words;
  let seen = 0;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    const third = text.charCodeAt(at + 2);
    const fourth = text.charCodeAt(at + 3);
    seen |= first | second | third | fourth;
    to[at >> 2] = first | (second << 8) | (third << 16) | (fourth << 24);
  }
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    seen |= code;
    bytes[at] = code;
  }
  return seen <= 0x7f;
}

/** The part of XXH64 for 32 bytes and more: four lanes side by side, then merged. @param count of words, a multiple of 8 */
function mergedLanes(words: Int32Array, count: number, seed: number): Word64 {
  const lanes = [
    new Word64(0, seed).add(P1_HIGH, P1_LOW).add(P2_HIGH, P2_LOW),
    new Word64(0, seed).add(P2_HIGH, P2_LOW),
    new Word64(0, seed),
    new Word64(0, seed).add(0x61c8864e, 0x7a143579),
  ] as const;
  for (let at = 0; at < count; at += 8) lanes.forEach((lane, index) => void mix(lane, words, at + 2 * index));
  const hash = new Word64(0, 0);
  const turns = [1, 7, 12, 18] as const;
  lanes.forEach((lane, index) => {
    const turned = new Word64(lane.high, lane.low).rotateLeft(turns[index] ?? 1);
    hash.add(turned.high, turned.low);
  });
  for (const lane of lanes) {
    lane.multiply(P2_HIGH, P2_LOW).rotateLeft(31).multiply(P1_HIGH, P1_LOW);
    hash.xor(lane.high, lane.low).multiply(P1_HIGH, P1_LOW).add(P4_HIGH, P4_LOW);
  }
  return hash;
}

function mix(lane: Word64, words: Int32Array, at: number): void {
  const input = new Word64(words[at + 1] ?? 0, words[at] ?? 0).multiply(P2_HIGH, P2_LOW);
  lane.add(input.high, input.low).rotateLeft(31).multiply(P1_HIGH, P1_LOW);
}
