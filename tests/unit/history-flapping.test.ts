import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlappingRule, flapsUntilMs, type HealthChangeTimes, noteHealthChange } from '@/lib/domain/flapping';

const RULE: FlappingRule = { changes: 3, withinMs: 60_000 };

function noted(times: readonly number[], rule = RULE): HealthChangeTimes {
  return times.reduce<HealthChangeTimes>((held, atMs) => noteHealthChange(held, atMs, rule), []);
}

describe('an instance', () => {
  it('flaps with more health changes within the time than the rule allows', () => {
    expect(flapsUntilMs(noted([0, 10_000, 20_000]), RULE)).toBeNull();
    expect(flapsUntilMs(noted([0, 10_000, 20_000, 30_000]), RULE)).toBe(60_000);
    expect(flapsUntilMs(noted([0, 10_000, 20_000, 60_000]), RULE)).toBeNull();
  });

  it('is remembered by as few changes as the rule needs', () => {
    expect(noted(Array.from({ length: 100 }, (_, i) => i * 1_000))).toEqual([96_000, 97_000, 98_000, 99_000]);
  });

  it('does not flap less because the clock was set back', () => {
    expect(flapsUntilMs(noted([50_000, 51_000, 20_000, 21_000]), RULE)).toBe(110_000);
  });
});

it('flaps for as long as counting at each moment tells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { maxLength: 20 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, changes, withinMs) => {
        const rule = { changes, withinMs };
        const times = steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0));
        for (let nowMs = 0; nowMs <= (times.at(-1) ?? 0) + withinMs; nowMs += 1) {
          const soFar = times.filter((atMs) => atMs <= nowMs);
          const untilMs = flapsUntilMs(noted(soFar, rule), rule);
          const recent = soFar.filter((atMs) => atMs > nowMs - withinMs).length;
          expect(untilMs !== null && nowMs < untilMs).toBe(recent > changes);
        }
      },
    ),
  );
});
