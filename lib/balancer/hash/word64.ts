import type { Hash64 } from './hash64';

/** A 64-bit number to calculate with, in place, modulo 2^64. */
export class Word64 implements Hash64 {
  high: number;
  low: number;

  constructor(high: number, low: number) {
    this.high = high >>> 0;
    this.low = low >>> 0;
  }

  add(high: number, low: number): this {
    const sum = this.low + low;
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    this.low = sum >>> 0;
    return this;
  }

  xor(high: number, low: number): this {
    this.high = (this.high ^ high) >>> 0;
    this.low = (this.low ^ low) >>> 0;
    return this;
  }

  multiply(high: number, low: number): this {
    const carried = Math.imul(this.high, low) + Math.imul(this.low, high);
    this.high = (upperProduct(this.low, low) + carried) >>> 0;
    this.low = Math.imul(this.low, low) >>> 0;
    return this;
  }

  /** By 1 to 31 bits. */
  rotateLeft(bits: number): this {
    const { high, low } = this;
    this.high = ((high << bits) | (low >>> (32 - bits))) >>> 0;
    this.low = ((low << bits) | (high >>> (32 - bits))) >>> 0;
    return this;
  }

  /** `x ^= x >> bits`, by 1 to 63 bits. */
  xorShiftRight(bits: number): this {
    if (bits >= 32) return this.xor(0, bits === 32 ? this.high : this.high >>> (bits - 32));
    return this.xor(this.high >>> bits, (this.low >>> bits) | (this.high << (32 - bits)));
  }

  /** `x ^= x << bits`, by 1 to 31 bits. */
  xorShiftLeft(bits: number): this {
    return this.xor((this.high << bits) | (this.low >>> (32 - bits)), this.low << bits);
  }
}

/** The upper 32 bits of a 32 by 32 bit product, both taken as unsigned; signed, so that no half needs a double. */
export function upperProduct(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  // Each sum is below 2^32: only its sign is another in 32 bits.
  const middle = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0;
  const crossed = (Math.imul(a0, b1) + (middle & 0xffff)) | 0;
  return (Math.imul(a1, b1) + (middle >>> 16) + (crossed >>> 16)) | 0;
}
