import { describe, expect, it } from 'vitest';
import { wholeBelow } from '@/lib/balancer/chance';
import { buildRing, nearestPoint, type Ring } from '@/lib/balancer/ring';
import { roomForPoints } from '@/lib/balancer/ring-points';
import type { Random } from '@/lib/domain/clock';
import { seededRandom } from '@/lib/domain/random';
import { randomStream } from '@/lib/simulation/random-stream';
import { requestKeys } from '@/lib/simulation/request-keys';
import { chance, counts, keyed, made, times } from '../support/balancer-fleet';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) =>
  Math.sqrt(mean(values.map((value) => value ** 2)) - mean(values) ** 2) / mean(values);
const peak = (values: readonly number[]) => Math.max(...values) / mean(values);

function randomRing(instances: number, points: number, random: Random): Ring {
  const given = roomForPoints(instances * points);
  for (let index = 0; index < instances * points; index++) {
    given.highs[index] = wholeBelow(random, 2 ** 32);
    given.owners[index] = index % instances;
  }
  return buildRing(given);
}

function arcsOf({ highs, owners }: Ring, instances: number): number[] {
  const arcs = new Array<number>(instances).fill(0);
  owners.forEach((owner, at) => {
    const before = at === 0 ? (highs.at(-1) ?? 0) - 2 ** 32 : (highs[at - 1] ?? 0);
    arcs[owner] = (arcs[owner] ?? 0) + (highs[at] ?? 0) - before;
  });
  return arcs;
}

/** The mean over many seeded trials. */
function expected(trials: number, trial: (random: Random) => number): number {
  return mean(Array.from({ length: trials }, (_, seed) => trial(seededRandom(seed + 1))));
}

// Coefficient of variation sqrt((n - 1) / (n V + 1)) of V points each; the peaks are calculated.
describe('arcs of a ring of random points', () => {
  it.each([
    [10, 1, 2.94],
    [10, 10, 1.54],
    [10, 40, 1.26],
    [10, 100, 1.17],
    [10, 160, 1.12],
    [10, 1000, 1.05],
    [100, 100, 1.27],
    [100, 160, 1.21],
    [100, 1000, 1.08],
  ])('%d instances of %d points: the largest is %f times the mean', (instances, points, peakToMean) => {
    const trials = Math.max(4, Math.min(2000, Math.floor(200_000 / (instances * points))));
    const rings = Array.from({ length: trials }, (_, seed) =>
      arcsOf(randomRing(instances, points, seededRandom(seed + 1)), instances),
    );
    expect(Math.abs(mean(rings.map(peak)) / peakToMean - 1)).toBeLessThan(0.02);
    const theory = Math.sqrt((instances - 1) / (instances * points + 1));
    expect(Math.abs(Math.sqrt(mean(rings.map((arcs) => deviation(arcs) ** 2))) / theory - 1)).toBeLessThan(0.12);
  });

  it.each([
    [1, 0.997906, 0.005, 5.25],
    [10, 0.315181, 0.37, 1.98],
    [100, 0.0996996, 0.76, 1.28],
    [1000, 0.0315723, 0.92, 1.09],
  ])('a thousand of %d points: error %f, 99 %% within %f and %f (the table of the jump hash paper)', (...row) => {
    const [points, error, low, high] = row;
    const arcs = arcsOf(randomRing(1000, points, seededRandom(5)), 1000).map((arc) => arc / (2 ** 32 / 1000));
    expect(Math.abs(deviation(arcs) / error - 1)).toBeLessThan(0.08);
    const within = arcs.filter((arc) => arc > low && arc < high).length;
    expect(within / 1000).toBeGreaterThan(0.98);
  });

  it('of sixteen points, by the nearest as HAProxy: deviation 0.162, peak 1.29 (calculated)', () => {
    const trials = Array.from({ length: 150 }, (_, seed) => {
      const random = seededRandom(seed + 1);
      const ring = randomRing(10, 16, random);
      const hits = new Array<number>(10).fill(0);
      for (let hash = 0; hash < 10_000; hash++) {
        const owner = ring.owners[nearestPoint(ring, { high: wholeBelow(random, 2 ** 32), low: 0 })] ?? 0;
        hits[owner] = (hits[owner] ?? 0) + 1;
      }
      return hits;
    });
    expect(mean(trials.map(deviation))).toBeCloseTo(0.162, 1);
    expect(Math.abs(mean(trials.map(deviation)) - 0.162)).toBeLessThan(0.01);
    expect(Math.abs(mean(trials.map(peak)) - 1.29)).toBeLessThan(0.02);
  });
});

describe('jump hash', () => {
  it('spreads as evenly as chance itself (Lamping and Veach 2014)', () => {
    const policy = made('jump', keyed(Array.from({ length: 10 }, (_, index) => `${index}`)), {
      surroundings: chance(3),
    });
    // The paper’s own error, 8e-9, is that of all keys there are; a million give sqrt(9 / 10^6).
    expect(deviation(Object.values(counts(policy, times(1_000_000))))).toBeLessThan(2 * Math.sqrt(9 / 1e6));
  });
});

// Coefficient of variation sqrt((n - 1) / N); the peaks are calculated.
describe('random picks', () => {
  it.each([
    [10, 100, 1.52],
    [10, 1_000, 1.155],
    [10, 10_000, 1.049],
    [10, 100_000, 1.015],
    [100, 100, 4.24],
    [100, 1_000, 1.88],
    [100, 10_000, 1.26],
    [100, 100_000, 1.08],
  ])('among %d, %d of them: the most is %f times the mean', (instances, requests, peakToMean) => {
    const list = keyed(Array.from({ length: instances }, (_, index) => `${index}`));
    const trials = Array.from({ length: Math.max(8, Math.floor(300_000 / requests)) }, (_, seed) => {
      const counted = counts(made('random', list, { surroundings: chance(seed + 1) }), times(requests));
      return list.map(({ id }) => counted[id] ?? 0);
    });
    expect(Math.abs(mean(trials.map(peak)) - peakToMean)).toBeLessThan(0.012 * peakToMean);
    const theory = Math.sqrt((instances - 1) / requests);
    expect(Math.abs(Math.sqrt(mean(trials.map((hits) => deviation(hits) ** 2))) / theory - 1)).toBeLessThan(0.2);
  });
});

// As many balls as bins (Azar, Broder, Karlin and Upfal 1994): the fullest has ln n / ln ln n, or ln ln n / ln 2 by two choices.
describe('the fullest of as many bins as balls (calculated)', () => {
  it.each([
    [1, 10, 2.75],
    [1, 100, 4.23],
    [1, 1_000, 5.54],
    [1, 10_000, 6.7],
    [1, 100_000, 7.75],
    [2, 10, 2.07],
    [2, 100, 2.59],
    [2, 1_000, 3.0],
    [2, 10_000, 3.02],
    [2, 100_000, 3.5],
    [3, 10, 1.95],
    [3, 100, 2.05],
    [3, 1_000, 2.43],
    [3, 10_000, 2.98],
    [3, 100_000, 3.0],
  ])('%d choices, %d bins: %f', (choices, bins, most) => {
    const trials = Math.max(3, Math.floor(100_000 / bins));
    const measured = expected(Math.min(trials, 4000), (random) => {
      const list = keyed(Array.from({ length: bins }, (_, index) => `${index}`));
      const surroundings = { random, now: () => 0 };
      const policy =
        choices === 1
          ? made('random', list, { surroundings })
          : made('least-request', list, { options: { choices }, surroundings });
      let fullest = 0;
      for (let ball = 0; ball < bins; ball++) {
        const bin = policy.pick({}) as { active: number } | null;
        if (bin === null) continue;
        bin.active++;
        fullest = Math.max(fullest, bin.active);
      }
      return fullest;
    });
    // Whole numbers, and few trials of many bins.
    expect(Math.abs(measured - most)).toBeLessThan(bins < 1_000 ? 0.04 : bins < 10_000 ? 0.12 : 0.6);
  });
});

describe('keys that move from ten to eleven instances', () => {
  const addresses = Array.from({ length: 11 }, (_, index) => `10.0.0.${index + 1}:8080`);
  const keys = Array.from({ length: 20_000 }, (_, index) => ({ key: `key-${index}` }));
  const moved = (id: string, options = {}) => {
    const owners = (count: number) => {
      const policy = made(id, keyed(addresses.slice(0, count)), { options });
      return keys.map((request) => policy.pick(request)?.id);
    };
    const [before, after] = [owners(10), owners(11)];
    return before.filter((owner, index) => owner !== after[index]).length / keys.length;
  };

  it.each([
    ['nginx-hash', { consistent: false }, 10 / 11],
    ['rendezvous', {}, 1 / 11],
    ['jump', {}, 1 / 11],
  ])('%s %j: %f (theory: n / (n + 1) by remainder, 1 / (n + 1) consistently)', (id, options, theory) => {
    expect(Math.abs(moved(id, options) - theory)).toBeLessThan(0.01);
  });
});

describe('keys by Zipf', () => {
  it.each([
    [1_000, 1, 0.1336, null],
    [1_000, 0.99, 0.1294, null],
    [1_000, 1.2, 0.2306, null],
    [10_000, 1, 0.1022, 0.53],
    [10_000, 0.99, 0.0978, 0.518],
  ])(
    '%d with exponent %f: the first has %f, the first hundredth %f (calculated)',
    (count, exponent, first, hundredth) => {
      const next = requestKeys({ kind: 'zipf', count, exponent }, randomStream('1', 'keys'));
      const drawn = Array.from({ length: 300_000 }, () => Number(next()?.slice('key-'.length)));
      const upTo = (rank: number) => drawn.filter((one) => one < rank).length / drawn.length;
      expect(Math.abs(upTo(1) - first)).toBeLessThan(0.003);
      if (hundredth !== null) expect(Math.abs(upTo(count / 100) - hundredth)).toBeLessThan(0.004);
    },
  );

  it('load the owner of the first with at least its share', () => {
    const next = requestKeys({ kind: 'zipf', count: 1_000, exponent: 1.2 }, randomStream('1', 'keys'));
    const policy = made('ring-hash', keyed(Array.from({ length: 50 }, (_, index) => `10.0.0.${index}:80`)));
    const counted = counts(
      policy,
      Array.from({ length: 50_000 }, () => ({ key: next() ?? '' })),
    );
    expect(Math.max(...Object.values(counted)) / 50_000).toBeGreaterThanOrEqual(0.22);
  });
});
