import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, logarithm, power } from '@/lib/balancer/portable-math';

/** How many doubles lie between two, at most. */
function apart(one: number, other: number): number {
  if (Object.is(one, other)) return 0;
  const bits = new BigInt64Array(new Float64Array([one, other]).buffer);
  return Math.abs(Number((bits[0] ?? 0n) - (bits[1] ?? 0n)));
}

const positive = fc.double({ min: Number.MIN_VALUE, noNaN: true });

describe('the logarithm of every machine', () => {
  it('is off by one bit at most', () => {
    fc.assert(
      fc.property(positive, (x) => apart(logarithm(x), Math.log(x)) <= 1),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 2 ** -32, max: 2, noNaN: true }), (x) => apart(logarithm(x), Math.log(x)) <= 1),
      { numRuns: 20_000 },
    );
  });

  it('knows the edges', () => {
    expect([0, 1, -1, Number.POSITIVE_INFINITY, Number.NaN].map(logarithm)).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
  });
});

describe('the exponential of every machine', () => {
  it('is off by one bit at most', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => apart(exponential(x), Math.exp(x)) <= 1),
      { numRuns: 20_000 },
    );
  });

  it('knows the edges', () => {
    expect([0, -1e9, 1e9, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([1, 0, Number.POSITIVE_INFINITY, 0]);
    expect(exponential(Number.NaN)).toBeNaN();
  });
});

describe('the power of every machine', () => {
  it('agrees with the engine to twelve digits', () => {
    const base = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    const exponent = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(base, exponent, (x, y) => Math.abs(power(x, y) / x ** y - 1) < 1e-12),
      { numRuns: 5_000 },
    );
    expect([power(0.1, 1), power(7, 0), power(0, 0.5)]).toEqual([0.1, 1, 0]);
  });
});
