import { describe, expect, it } from 'vitest';
import { chiSquareP } from '@/lib/simulation/chi-square';
import { Run } from '@/lib/simulation/run';
import { mmc, supermarket, supermarketTail } from '@/lib/simulation/theory';
import { chosen, fleet, poissonTraffic, ran, scenarioOf } from '../support/simulated';
import { threeErrors, threeErrorsInTurn } from '../support/standard-errors';

const meanOf = (id: string, options: Record<string, boolean | number>, [servers, rho, requests]: readonly number[]) => {
  const traffic = poissonTraffic(servers ?? 1, rho ?? 0, requests ?? 0);
  const { tally } = ran(scenarioOf({ instances: fleet(servers ?? 1), traffic, seed: 'figures' }), id, options);
  return tally.responses.mean ?? 0;
};

describe('chi-square', () => {
  it.each([
    [1, 3.841, 6.635, 10.828],
    [2, 5.991, 9.21, 13.816],
    [3, 7.815, 11.345, 16.266],
    [4, 9.488, 13.277, 18.467],
    [5, 11.07, 15.086, 20.515],
    [9, 16.919, 21.666, 27.877],
    [10, 18.307, 23.209, 29.588],
    [19, 30.144, 36.191, 43.82],
    [49, 66.339, 74.919, 85.351],
    [99, 123.225, 134.642, 148.23],
  ])(
    'with %d degrees passes %f, %f and %f by chance at 0.05, 0.01 and 0.001 (the usual tables)',
    (degrees, ...values) => {
      [0.05, 0.01, 0.001].forEach((p, index) => {
        expect(chiSquareP(values[index] ?? 0, degrees) / p).toBeCloseTo(1, 2);
      });
    },
  );
});

describe('closed forms', () => {
  it.each([
    [2, [1.2657, 1.6145, 2.6141, 3.383, 5.432]],
    [3, [1.1252, 1.3568, 2.0279, 2.5351, 3.8578]],
    [5, [1.0313, 1.1681, 1.6329, 1.9888, 2.9017]],
    [1, [2, 3.3333, 10, 20, 100]],
  ])('of the supermarket with %d choices at .5 .7 .9 .95 .99: %j (Mitzenmacher 2001)', (choices, expected) => {
    const times = [0.5, 0.7, 0.9, 0.95, 0.99].map((rho) => supermarket(choices, rho));
    expect(times).toEqual(expected.map((value) => expect.closeTo(value, 4)));
  });

  it('of the supermarket’s queues: how many servers have 1, 2 … requests or more at .9', () => {
    const tail = [1, 2, 3, 4, 5, 6].map((jobs) => supermarketTail(2, 0.9, jobs));
    expect(tail).toEqual([0.9, 0.729, 0.4783, 0.2059, 0.0382, 0.0013].map((share) => expect.closeTo(share, 4)));
    expect([1, 2, 3].map((jobs) => supermarketTail(1, 0.9, jobs))).toEqual([
      0.9,
      expect.closeTo(0.81, 9),
      expect.closeTo(0.729, 9),
    ]);
  });

  it('of M/M/c at .8 (calculated)', () => {
    expect([2, 3, 5, 10, 100].map((servers) => mmc(servers, 0.8))).toEqual(
      [2.7778, 2.0787, 1.5541, 1.2046, 1.001].map((value) => expect.closeTo(value, 4)),
    );
  });
});

describe('response times of one queue by chance (M/M/1)', () => {
  it.each([0.5, 0.7])('at %f have the quantiles of an exponential', (rho) => {
    const traffic = poissonTraffic(10, rho, 600_000);
    const { tally } = ran(scenarioOf({ instances: fleet(10), traffic }), 'random');
    // .6931, 2.3026, 2.9957, 4.6052 and 6.9078 times the mean.
    for (const share of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      const expected = -Math.log(1 - share) / (1 - rho);
      expect(Math.abs((tally.responses.quantile(share) ?? 0) / expected - 1)).toBeLessThan(0.03);
    }
  });
});

// Means of few servers, with replacement, without, by a full scan and in turns: calculated over 2 * 10^8 events.
describe('few servers', () => {
  it.each([
    [2, 0.5, [1.597, 1.426, 1.426, 1.619]],
    [5, 0.5, [1.389, 1.31, 1.109, 1.397]],
    [5, 0.8, [2.406, 2.237, 1.755, 3.157]],
    [10, 0.5, [1.325, 1.286, 1.024, 1.325]],
    [10, 0.8, [2.164, 2.076, 1.356, 2.924]],
  ] as const)('%d at %f: %j', (servers, rho, expected) => {
    const run = [servers, rho, 500_000] as const;
    const means = [
      meanOf('least-request', { replacement: true }, run),
      meanOf('least-request', { replacement: false }, run),
      meanOf('least-connections', {}, run),
      meanOf('round-robin', {}, run),
    ];
    means.forEach((mean, index) => {
      expect(Math.abs(mean / (expected[index] ?? 0) - 1)).toBeLessThan(0.02);
    });
  });
});

// The same where queues are long: what chance does to them is more than a few per cent.
describe('few busy servers', () => {
  it.each([
    [2, 0.9, [5.873, 5.484, 5.485, 7.598]],
    [5, 0.9, [3.716, 3.474, 2.801, 6.149]],
    [10, 0.9, [3.116, 2.985, 1.917, 5.667]],
  ] as const)('%d at %f: %j', (servers, rho, expected) => {
    const run = [servers, rho, 600_000] as const;
    const [withIt, without, all, inTurn] = expected;
    const error = threeErrors(...run);
    const off = (id: string, options: Record<string, boolean>, mean: number) =>
      Math.abs(meanOf(id, options, run) - mean);
    expect(off('least-request', { replacement: true }, withIt)).toBeLessThan(error);
    expect(off('least-request', { replacement: false }, without)).toBeLessThan(error);
    expect(off('least-connections', {}, all)).toBeLessThan(error);
    expect(off('round-robin', {}, inTurn)).toBeLessThan(threeErrorsInTurn(inTurn, rho, 600_000));
  });
});

describe('the shortest of two queues', () => {
  it.each([
    [0.5, 1.4263],
    [0.7, 2.1082],
    [0.8, 2.9557],
  ])('at %f takes %f (exact, a truncated chain)', (rho, expected) => {
    expect(Math.abs(meanOf('least-connections', {}, [2, rho, 600_000]) / expected - 1)).toBeLessThan(0.03);
  });
});

describe('the shortest of two long queues', () => {
  it('at .9 takes 5.475 (exact, a truncated chain)', () => {
    const run = [2, 0.9, 600_000] as const;
    expect(Math.abs(meanOf('least-connections', {}, run) - 5.475)).toBeLessThan(threeErrors(...run));
  });
});

describe('very many servers with two choices', () => {
  it('have queues as the supermarket model’s, of the load that chance gave', () => {
    const servers = 10_000;
    const scenario = scenarioOf({ instances: fleet(servers), traffic: poissonTraffic(servers, 0.9, 1_000_000) });
    const run = new Run(scenario, chosen('least-request', { replacement: true }), { picks: 0, columns: 0 });
    const atLeast = new Array<number>(7).fill(0);
    let looks = 0;
    while (run.advance(servers) && run.progress < 1) {
      // The queues begin empty.
      if (run.now < 40) continue;
      looks += 1;
      for (const { load } of run.servers)
        for (let jobs = 1; jobs <= Math.min(load, 6); jobs++) atLeast[jobs] = (atLeast[jobs] ?? 0) + 1;
    }
    const [, busy = 0, ...longer] = atLeast.map((count) => count / looks / servers);
    expect(busy).toBeCloseTo(0.9, 2);
    for (const [index, share] of longer.entries()) {
      const expected = supermarketTail(2, busy, index + 2);
      // Three standard errors, where the queues of four looks ago are forgotten.
      expect(Math.abs(share / expected - 1)).toBeLessThan(6 / Math.sqrt(expected * servers * looks));
    }
  });
});

// Mitzenmacher 2001, Table 1, n = 100: its digits from memory, and our own over 10^8 events.
describe('a hundred servers', () => {
  it.each([
    [2, 0.5, 1.2676, 1.2717],
    [2, 0.7, 1.6202, 1.6266],
    [2, 0.9, 2.6462, 2.6601],
    [3, 0.5, 1.1276, 1.1317],
    [3, 0.7, 1.3631, 1.3697],
    [3, 0.9, 2.062, 2.0739],
  ])('%d choices at %f: %f without replacement, %f with', (choices, rho, without, withIt) => {
    const run = [100, rho, 500_000] as const;
    expect(Math.abs(meanOf('least-request', { choices, replacement: false }, run) / without - 1)).toBeLessThan(0.015);
    expect(Math.abs(meanOf('least-request', { choices, replacement: true }, run) / withIt - 1)).toBeLessThan(0.015);
  });
});

describe('one slow server of eleven (Linkerd 2016)', () => {
  it('is worst for round robin, better for the least loaded and best for Peak EWMA', () => {
    // 1000 a second, 167 ms, standard deviation 5; one takes 2 s from 15 to 45 s of 60; an answer counts within 1 s.
    const events = [
      { atMs: 15_000, kind: 'slow', instance: 'i0', slowness: 12 },
      { atMs: 45_000, kind: 'slow', instance: 'i0', slowness: 1 },
    ] as const;
    const traffic = {
      ...poissonTraffic(1, 0.5, 60_000),
      warmUp: 0,
      arrivals: { kind: 'constant', ratePerSecond: 1000 },
      serviceTime: { kind: 'log-normal', meanMs: 167, sigma: 0.03 },
      limitMs: 1_000,
    } as const;
    const success = (id: string) => {
      const scenario = scenarioOf({ instances: fleet(11, { concurrency: 1_000 }), traffic, events });
      return ran(scenario, id).tally.withinLimit / 60_000;
    };
    const [turns, least, ewma] = [success('round-robin'), success('least-connections'), success('peak-ewma')];
    expect(turns).toBeCloseTo(1 - 0.5 / 11, 2);
    expect(least).toBeGreaterThan(turns);
    expect(ewma).toBeGreaterThan(least);
  });
});
