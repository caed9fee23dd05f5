import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FlappingRule,
  flapsUntilMs,
  type HealthChangeTimes,
  isFlapping,
  noteHealthChange,
} from '@/lib/domain/flapping';
import { flappingStretches } from '@/lib/history/timeline-flapping';

const RULE: FlappingRule = { changes: 3, withinMs: 60_000 };

function noted(times: readonly number[], rule = RULE): HealthChangeTimes {
  return times.reduce<HealthChangeTimes>((held, atMs) => noteHealthChange(held, atMs, rule), []);
}

describe('an instance', () => {
  it('flaps with more health changes within the time than the rule allows', () => {
    expect(isFlapping(noted([0, 10_000, 20_000]), 20_000, RULE)).toBe(false);
    expect(isFlapping(noted([0, 10_000, 20_000, 30_000]), 30_000, RULE)).toBe(true);
    expect(isFlapping(noted([0, 10_000, 20_000, 60_000]), 60_000, RULE)).toBe(false);
  });

  it('stops flapping by itself when it is quiet', () => {
    const times = noted([0, 10_000, 20_000, 30_000]);
    expect(flapsUntilMs(times, RULE)).toBe(60_000);
    expect(isFlapping(times, 59_999, RULE)).toBe(true);
    expect(isFlapping(times, 60_000, RULE)).toBe(false);
  });

  it('is remembered by as few changes as the rule needs', () => {
    expect(noted(Array.from({ length: 100 }, (_, i) => i * 1_000))).toEqual([96_000, 97_000, 98_000, 99_000]);
  });

  it('does not flap less because the clock was set back', () => {
    expect(isFlapping(noted([50_000, 51_000, 20_000, 21_000]), 51_000, RULE)).toBe(true);
  });
});

it('tells the stretches of the past in which it flapped', () => {
  const busy = [0, 10_000, 20_000, 30_000, 40_000, 300_000, 300_000, 300_001, 300_002];
  expect(flappingStretches(busy, RULE)).toEqual([
    { fromMs: 30_000, toMs: 70_000 },
    { fromMs: 300_002, toMs: 360_000 },
  ]);
});

it('tells of the past what counting at each moment tells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(30), { maxLength: 20 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, changes, withinMs) => {
        const times = steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0));
        const stretches = flappingStretches(times, { changes, withinMs });
        for (let nowMs = 0; nowMs <= (times.at(-1) ?? 0) + withinMs; nowMs += 1) {
          const recent = times.filter((atMs) => atMs <= nowMs && atMs > nowMs - withinMs).length;
          const told = stretches.some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs);
          expect(told).toBe(recent > changes);
        }
      },
    ),
  );
});
