import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '@/lib/balancer/hash/crc32';
import { bigintOf, hash64, remainder64 } from '@/lib/balancer/hash/hash64';
import { md5 } from '@/lib/balancer/hash/md5';
import { mersenneTwister } from '@/lib/balancer/hash/mersenne-twister';
import { murmur2 } from '@/lib/balancer/hash/murmur2';
import { Word64 } from '@/lib/balancer/hash/word64';
import { xxHash64 } from '@/lib/balancer/hash/xxhash64';

const MASK = 2n ** 64n - 1n;
const word = fc.bigInt({ min: 0n, max: MASK });

describe('64-bit arithmetic in halves', () => {
  it('is BigInt’s, modulo 2^64', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const left = hash64(a);
        const right = hash64(b);
        const fresh = () => new Word64(left.high, left.low);
        expect(bigintOf(fresh().multiply(right.high, right.low))).toBe((a * b) & MASK);
        expect(bigintOf(fresh().add(right.high, right.low))).toBe((a + b) & MASK);
        expect(bigintOf(fresh().rotateLeft(27))).toBe(((a << 27n) | (a >> 37n)) & MASK);
        expect(bigintOf(fresh().xorShiftLeft(25))).toBe((a ^ (a << 25n)) & MASK);
        for (const bits of [12, 32, 47]) expect(bigintOf(fresh().xorShiftRight(bits))).toBe(a ^ (a >> BigInt(bits)));
        expect(remainder64(left, 5_000_011)).toBe(Number(a % 5_000_011n));
      }),
    );
  });
});

// github.com/Cyan4973/xxHash and its ports publish these; the ring and Maglev vectors of Envoy hold the rest.
describe('XXH64', () => {
  it.each([
    ['', 0, 0xef46db3751d8e999n],
    ['a', 0, 0xd24ec4f1a98c6e5bn],
    ['abc', 0, 0x44bc2cf5ad770999n],
    ['', 1, 0xd5afba1336a3be4bn],
    ['Nobody inspects the spammish repetition', 0, 0xfbcea83c8a378bf1n],
  ])('of %j with seed %d', (text, seed, expected) => {
    expect(bigintOf(xxHash64(text, seed))).toBe(expected);
  });
});

describe('MurmurHash2', () => {
  it.each([
    ['', 6142509188972423790n],
    ['a', 4993892634952068459n],
    ['127.0.0.1:90_0', 5656417760668758976n],
    ['abcdefgh', 8664279048047335611n],
    ['The quick brown fox jumps over the lazy dog', 15910076551593770101n],
  ])('of %j is what std::hash of libstdc++ gives', (text, expected) => {
    expect(bigintOf(murmur2(text))).toBe(expected);
  });
});

describe('texts', () => {
  it('are hashed as UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(xxHash64(text)).toEqual(xxHash64(Buffer.from(text)));
      }),
    );
  });
});

describe('digests', () => {
  it('are those of Node’s own md5 and crc32, for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Buffer.from(md5(bytes).buffer).toString('hex')).toBe(createHash('md5').update(bytes).digest('hex'));
        expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

describe('MT19937', () => {
  it('gives 4123659995 as its 10000th number from seed 5489 (C++ standard, [rand.predef])', () => {
    const next = mersenneTwister(5489);
    for (let count = 1; count < 10_000; count++) next();
    expect(next()).toBe(4123659995);
  });
});
