import { describe, expect, it } from 'vitest';
import { playerOf } from '@/components/simulator/player';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { ratePerSecond } from '@/lib/view/simulation-plan';
import { DEFAULT_SETUP, type Setup } from '@/lib/view/simulation-setup';

const ALL_THE_TIME = { flightMs: 200, budgetMs: Number.POSITIVE_INFINITY };
const setup: Setup = { ...DEFAULT_SETUP, fleet: madeUpFleet(100), meanMs: 1, loadPercent: 90 };

describe('playing a run', () => {
  it('brings every policy to the same time, and shows who is on the way', () => {
    const player = playerOf({ ...setup, meanMs: 100 });
    player.goTo(500, ALL_THE_TIME);
    expect(player.now).toBe(500);
    for (const { flights, every, loads } of player.runs) {
      expect(every).toBe(1);
      expect(flights.every(({ at }) => at > 300)).toBe(true);
      // About 900 a second come, of which those of the last 200 ms are on the way.
      expect(flights.length).toBeGreaterThan(120);
      expect(loads().reduce((sum, { busy }) => sum + busy, 0)).toBeGreaterThan(30);
    }
  });

  it('goes no further than there is time for, all policies alike', () => {
    const player = playerOf(setup);
    player.goTo(320, { flightMs: 10, budgetMs: 0 });
    expect(player.now).toBe(10);
    player.goTo(20, { flightMs: 10, budgetMs: 0 });
    expect(player.now).toBeCloseTo(10 + 10 / 32);
  });

  it('shows one request in so many where they are too many to see, evenly, and all again when they are few', () => {
    const player = playerOf(setup);
    player.goTo(200, ALL_THE_TIME);
    for (const { flights, every } of player.runs) {
      expect(flights.length).toBeLessThanOrEqual(300);
      expect(flights.every(({ pick }) => pick % every === 0)).toBe(true);
      expect((flights.length * every) / ((ratePerSecond(setup) * 200) / 1000)).toBeCloseTo(1, 1);
    }
    for (let ms = 201; ms <= 220; ms++) player.goTo(ms, { ...ALL_THE_TIME, flightMs: 1 });
    expect(player.runs.map(({ every }) => every)).toEqual(player.runs.map(() => 1));
  });

  it('is over when the last request was answered', () => {
    const player = playerOf({ ...setup, requests: 500 });
    expect(player.isOver).toBe(false);
    player.goTo(60_000, ALL_THE_TIME);
    expect(player.isOver).toBe(true);
  });
});
