import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelayMs } from '@/lib/domain/backoff';

describe('backoff', () => {
  it('doubles from 100 ms and stops at 5 s', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 100].map((attempt) => backoffDelayMs(attempt, () => 1));
    expect(longest).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  });

  it('leaves the upper half to chance', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const ceiling = backoffDelayMs(attempt, () => 1);
        const delayMs = backoffDelayMs(attempt, () => chance);
        expect(delayMs).toBeGreaterThanOrEqual(ceiling / 2);
        expect(delayMs).toBeLessThanOrEqual(ceiling);
      }),
    );
  });
});
