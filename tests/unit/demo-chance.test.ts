import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between, pickSome, wholeBetween } from '@/lib/demo/chance';
import { nextVersion } from '@/lib/demo/plans';
import { seededRandom } from '@/lib/domain/random';

describe('seeded chance', () => {
  it('repeats itself for the same seed and stays in [0, 1)', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = [seededRandom(seed), seededRandom(seed)];
        for (let draw = 0; draw < 50; draw += 1) {
          const value = a();
          expect(b()).toBe(value);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(1);
        }
      }),
    );
  });

  it('is even enough: every tenth of the range gets a tenth of the draws', () => {
    const random = seededRandom(42);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const tenth = Math.floor(random() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('draws within its limits and never the same choice twice', () => {
    const random = seededRandom(3);
    fc.assert(
      fc.property(fc.integer({ max: 100, min: -100 }), fc.nat(50), (least, span) => {
        expect(between(random, least, least + span)).toBeGreaterThanOrEqual(least);
        expect(wholeBetween(random, least, least + span)).toBeLessThanOrEqual(least + span);
        const some = pickSome(random, [1, 2, 3, 4, 5], span);
        expect(new Set(some).size).toBe(Math.min(span, 5));
      }),
    );
  });
});

describe('the next version', () => {
  it.each([
    ['v2.4.2', 'v2.4.3'],
    ['2026.11.9', '2026.11.10'],
    ['latest', null],
    [null, null],
  ])('of %s is %s', (version, next) => {
    expect(nextVersion(version)).toBe(next);
  });
});
