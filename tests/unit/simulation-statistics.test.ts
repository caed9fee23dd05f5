import { describe, expect, it } from 'vitest';
import { chiSquareP } from '@/lib/simulation/chi-square';
import { LongestRun } from '@/lib/simulation/longest-run';
import { shareStatistics } from '@/lib/simulation/share-statistics';
import { erlangArrivals, erlangC, md1, mm1, mmc, supermarket } from '@/lib/simulation/theory';
import { fleet, poissonTraffic, ran, scenarioOf } from '../support/simulated';

describe('chi-square', () => {
  // Critical values of the usual tables.
  it.each([
    [1, 3.841, 0.05],
    [1, 10.828, 0.001],
    [2, 9.21, 0.01],
    [5, 11.07, 0.05],
    [9, 27.877, 0.001],
    [19, 30.144, 0.05],
    [99, 123.225, 0.05],
    [99, 148.23, 0.001],
  ])('with %i degrees and %d is passed by chance at %d', (degrees, value, p) => {
    expect(chiSquareP(value, degrees) / p).toBeCloseTo(1, 2);
  });

  it('says nothing where nothing differs', () => {
    expect(chiSquareP(0, 9)).toBe(1);
  });
});

describe('shares', () => {
  const jain = (picks: number[], weights = picks.map(() => 1)) => {
    const names = picks.map((_, i) => `i${i}`);
    return shareStatistics(names, picks, weights).jain;
  };

  it('are as fair as Jain has it', () => {
    expect(jain([1, 1, 1, 1])).toBeCloseTo(1);
    expect(jain([1, 0, 0, 0])).toBeCloseTo(0.25);
    expect(jain([5, 1, 1])).toBeCloseTo(0.6049, 4);
    expect(jain([10, 10, 10, 0])).toBeCloseTo(0.75);
    expect(jain([2, 1])).toBeCloseTo(0.9);
    expect(jain([50, 10, 10], [5, 1, 1])).toBeCloseTo(1);
  });

  it('have a target by weight and a band around it', () => {
    const { shares, chiSquare } = shareStatistics(['a', 'b'], [600, 400], [1, 1]);
    expect(shares[0]).toMatchObject({ share: 0.6, target: 0.5 });
    expect(shares[0]?.high).toBeCloseTo(0.531, 3);
    expect(chiSquare).toMatchObject({ value: 40, degrees: 1 });
    expect(chiSquare?.p).toBeLessThan(1e-8);
  });

  it('are none without picks, and not endless without weights', () => {
    expect(shareStatistics(['a', 'b'], [0, 0], [1, 1])).toMatchObject({
      chiSquare: null,
      jain: null,
      peakToMean: null,
    });
    expect(shareStatistics(['a'], [5], [0])).toMatchObject({ chiSquare: null, jain: 1 });
  });

  it('are no work of chance, and not even, where one of weight 0 is picked', () => {
    const { chiSquare, ...rest } = shareStatistics(['a', 'b', 'c', 'd'], [100, 100, 100, 0], [1, 1, 0, 0]);
    expect(chiSquare).toMatchObject({ degrees: 2, p: 0 });
    // Beside a share by weight without bounds the other two are nothing: as uneven as three can be.
    expect(rest).toMatchObject({
      peakToMean: expect.closeTo(3),
      coefficientOfVariation: expect.closeTo(Math.SQRT2),
      jain: expect.closeTo(1 / 3),
    });
    expect(shareStatistics(['a', 'b'], [50, 50], [1, 0])).toMatchObject({ chiSquare: { degrees: 1, p: 0 }, jain: 0.5 });
  });

  it('are even where all are picked alike and nobody has a weight', () => {
    expect(shareStatistics(['a', 'b'], [5, 5], [0, 0])).toMatchObject({ chiSquare: null, jain: 1, peakToMean: 1 });
  });

  it('have a longest run of one instance, which ends where nobody was picked', () => {
    const run = (...picks: number[]) => {
      const longest = new LongestRun();
      for (const place of picks) longest.add(place);
      return longest.length;
    };
    expect(run(0, 0, 1, 1, 1, 0)).toBe(3);
    expect(run(0, 0, 1)).toBe(2);
    expect(run(0, 0, -1, 0, -1, -1, -1)).toBe(2);
    expect(run(-1, -1)).toBe(0);
    expect(run()).toBe(0);
  });
});

describe('theory', () => {
  it('agrees with the published figures', () => {
    expect([2, 3, 5, 10, 100].map((servers) => mmc(servers, 0.9))).toEqual(
      [5.2632, 3.7235, 2.525, 1.6687, 1.0217].map((value) => expect.closeTo(value, 4)),
    );
    expect([2, 5, 10].map((servers) => erlangC(servers, 0.9))).toEqual(
      [0.8526, 0.7625, 0.6687].map((value) => expect.closeTo(value, 4)),
    );
    // The last is the limit of very many, D/M/1.
    expect([2, 5, 10, 1e6].map((servers) => erlangArrivals(servers, 0.9))).toEqual(
      [7.5883, 6.1421, 5.6603, 5.1787].map((value) => expect.closeTo(value, 3)),
    );
    expect([0.5, 0.7, 0.9, 0.95, 0.99].map((rho) => supermarket(2, rho))).toEqual(
      [1.2657, 1.6145, 2.6141, 3.383, 5.432].map((value) => expect.closeTo(value, 4)),
    );
    expect([mm1(0.9), md1(0.8), md1(0.9)]).toEqual([10, 3, 5.5].map((value) => expect.closeTo(value, 10)));
  });

  // A shorter run than the one that is held to 1 %: here it is only that theory and engine speak of the same.
  it.each([
    ['random', 10, 0.8, {}, mm1(0.8)],
    ['round-robin', 10, 0.8, {}, erlangArrivals(10, 0.8)],
    ['least-request', 10, 0.8, { replacement: true }, 2.164],
    ['least-request', 10, 0.8, { replacement: false }, 2.076],
    ['least-connections', 10, 0.8, {}, 1.356],
  ] as const)('is what the engine gives: %s over %i at %d', (id, servers, rho, options, expected) => {
    const scenario = scenarioOf({ instances: fleet(servers), traffic: poissonTraffic(servers, rho, 300_000) });
    expect((ran(scenario, id, options).tally.responses.mean ?? 0) / expected).toBeCloseTo(1, 1);
  });

  it('is what one queue for all gives: one instance that works on ten at once', () => {
    const instances = fleet(1, { concurrency: 10 });
    const { tally } = ran(scenarioOf({ instances, traffic: poissonTraffic(10, 0.9, 300_000) }), 'random');
    expect((tally.responses.mean ?? 0) / mmc(10, 0.9)).toBeCloseTo(1, 1);
  });
});
