import { describe, expect, it } from 'vitest';
import type { ChosenPolicy } from '@/lib/simulation/run';
import { simulateLoad } from '@/lib/simulation/simulate-load';
import { type SharesAsked, simulateShares } from '@/lib/simulation/simulate-shares';
import { erlangArrivals, mm1, mmc, supermarket } from '@/lib/simulation/theory';
import { theoryOf } from '@/lib/simulation/theory-curves';
import { atLoad, utilisationSweep } from '@/lib/simulation/utilisation-sweep';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { scenarioOf as pageScenarioOf, pickableCapacity, ratePerSecond } from '@/lib/view/simulation-plan';
import { DEFAULT_SETUP } from '@/lib/view/simulation-setup';
import { chosen, fleet, poissonTraffic, scenarioOf } from '../support/simulated';

/** Runs to the end, and keeps what it told of its way. */
function told<Answer>(simulation: Generator<number, Answer>): { answer: Answer; told: number[] } {
  const told: number[] = [];
  for (;;) {
    const next = simulation.next();
    if (next.done) return { answer: next.value, told };
    told.push(next.value);
  }
}

const shares = (given: Partial<SharesAsked> & Pick<SharesAsked, 'asked'>, policy: ChosenPolicy) =>
  told(simulateShares({ instances: fleet(3), seed: '1', panicPercent: 0, keepPicks: 100_000, ...given }, policy))
    .answer;

describe('the answer of a load', () => {
  const traffic = { ...poissonTraffic(4, 0.8, 40_000), limitMs: 10 };
  const scenario = scenarioOf({ instances: fleet(4), traffic });
  const load = told(simulateLoad(scenario, chosen('least-request'), { picks: 50, columns: 10 }));
  const { answer } = load;

  it('tells how far it is, ever further', () => {
    expect(load.told.length).toBeGreaterThan(3);
    expect(load.told).toEqual(load.told.toSorted((a, b) => a - b));
    expect(load.told.every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it('has the shares after the warm-up, and the first picks', () => {
    expect(answer.policy).toBe('least-request');
    expect(answer.shares.shares.reduce((sum, { picks }) => sum + picks, 0)).toBe(38_000);
    expect(answer.firstPicks).toHaveLength(50);
    expect(answer.longestRun).toBeGreaterThan(0);
  });

  it('has times whose quantiles rise, and a curve through them', () => {
    const times = answer.responseTimeMs;
    if (!times) throw new Error('no times');
    const rising = [times.p50, times.p90, times.p95, times.p99, times.p999, times.max];
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(answer.latencyCurve).toHaveLength(64);
    expect(answer.latencyCurve[0]?.share).toBe(0);
    expect(answer.latencyCurve.at(-1)?.share).toBeCloseTo(0.9999, 12);
    expect(answer.latencyCurve.find(({ share }) => share >= 0.99)?.ms).toBeGreaterThanOrEqual(times.p99);
  });

  it('has utilisations near the load, and a strip that holds what Little’s law says', () => {
    for (const { utilisation } of answer.instances) expect(utilisation).toBeCloseTo(0.8, 1);
    const mean = answer.strip.present.reduce((sum, one) => sum + one, 0) / 10;
    const arrivalsPerMs = 40_000 / answer.spanMs;
    expect(mean / (arrivalsPerMs * (answer.responseTimeMs?.mean ?? 0))).toBeCloseTo(1, 1);
  });

  it('counts every request once', () => {
    const { asked, answered, failed, withoutInstance, withinLimit, successShare } = answer.requests;
    expect(asked).toBe(40_000);
    expect(answered + failed + withoutInstance).toBe(38_000);
    expect(successShare).toBe(withinLimit / 38_000);
  });

  it('sets no target for what may not be picked at the start', () => {
    const [first, ...others] = fleet(4);
    if (!first) throw new Error('no instance');
    const instances = [{ ...first, rotation: 'out' as const }, ...others];
    const events = [{ atMs: 1, kind: 'add', instance: 'i3' }] as const;
    const { answer: partly } = told(
      simulateLoad({ ...scenario, instances, events }, chosen('random'), { picks: 0, columns: 0 }),
    );
    expect(partly.shares.shares.map(({ target }) => target)).toEqual([0, 0.5, 0.5, 0]);
    expect(partly.strip.present).toEqual([]);
  });

  it('has a target for what is removed and comes back, and none for what first has to come', () => {
    const events = [
      { atMs: 200, kind: 'add', instance: 'i1' },
      { atMs: 100, kind: 'remove', instance: 'i1' },
      { atMs: 100, kind: 'add', instance: 'i2' },
      { atMs: 200, kind: 'remove', instance: 'i2' },
    ] as const;
    const given = { ...scenario, events, traffic: { ...traffic, warmUp: 0 } };
    const { answer: changed } = told(simulateLoad(given, chosen('round-robin'), { picks: 30, columns: 0 }));
    expect(changed.shares.shares.map(({ target }) => target > 0)).toEqual([true, true, false, true]);
    expect(new Set(changed.firstPicks)).toEqual(new Set([0, 1, 3]));
  });

  it('has the longest run of all that it counts, not of the first picks nor of the warm-up', () => {
    const longest = (warmUp: number, atMs: number) => {
      // Drained but for one, i0 gets everything: ten requests, one each millisecond.
      const events = ['i1', 'i2', 'i3'].flatMap((instance) => [
        { atMs, kind: 'drain', instance } as const,
        { atMs: atMs + 10, kind: 'restore', instance } as const,
      ]);
      const arrivals = { kind: 'constant', ratePerSecond: 1_000 } as const;
      const given = { ...scenario, events, traffic: { ...traffic, requests: 400, warmUp, arrivals } };
      return told(simulateLoad(given, chosen('round-robin'), { picks: 5, columns: 0 })).answer.longestRun;
    };
    expect(longest(0, 300.5)).toBeGreaterThanOrEqual(10);
    expect(longest(100, 20.5)).toBe(1);
  });

  it('is empty, not broken, where there is nothing to do or nobody to do it', () => {
    const keep = { picks: 10, columns: 4 };
    const none = { ...scenario, traffic: { ...traffic, requests: 0, warmUp: 0 } };
    const out = { ...scenario, instances: fleet(2, { rotation: 'out' }) };
    for (const empty of [none, out, { ...scenario, instances: [] }]) {
      const { answer: nothing } = told(simulateLoad(empty, chosen('round-robin'), keep));
      expect(nothing).toMatchObject({ responseTimeMs: null, latencyCurve: [] });
      expect(JSON.stringify(nothing)).not.toContain('NaN');
      expect(nothing.strip.present.every((value) => value === 0)).toBe(true);
    }
  });
});

describe('the answer of shares', () => {
  it('is the picks in order, and how often each was picked', () => {
    const given = { instances: fleet(3).map((one, i) => ({ ...one, weight: i === 0 ? 5 : 1 })) };
    const answer = shares({ ...given, asked: { requests: 14 } }, chosen('weighted-round-robin'));
    expect(answer.picks.slice(0, 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
    expect(answer.shares.shares.map(({ picks }) => picks)).toEqual([10, 2, 2]);
    // The last two of one round and the first two of the next.
    expect(answer.longestRun).toBe(4);
  });

  it('keeps to one instance for one key, whichever way the hash is given', () => {
    const keys = shares({ asked: { keys: ['a', 'b', 'a', 'b'] } }, chosen('maglev'));
    expect(keys.picks[0]).toBe(keys.picks[2]);
    const hashes = shares({ asked: { hashes: [0n, 2n ** 64n - 1n, 0n] } }, chosen('ring-hash'));
    expect(hashes.picks[0]).toBe(hashes.picks[1]);
  });

  it('takes a key that is an address as the client’s, and spreads other keys as addresses', () => {
    const addresses = Array.from({ length: 30 }, (_, i) => `127.0.${i + 1}.2`);
    // nginx-tests, upstream_ip_hash.t.
    const counts = shares({ asked: { keys: addresses } }, chosen('ip-hash')).shares.shares.map(({ picks }) => picks);
    expect(counts).toEqual([10, 10, 10]);
    const keys = Array.from({ length: 3_000 }, (_, i) => `user-${i}`);
    for (const { share } of shares({ asked: { keys } }, chosen('ip-hash')).shares.shares) {
      expect(share).toBeCloseTo(1 / 3, 1);
    }
  });

  it('has nobody above the bound where loads are bounded, even for one hot key', () => {
    const hot = Array.from({ length: 10_000 }, () => 'hot');
    const instances = fleet(10);
    const most = (policy: ChosenPolicy, inFlight?: number) =>
      Math.max(
        ...shares(
          { instances, asked: { keys: hot }, ...(inFlight === undefined ? {} : { inFlight }) },
          policy,
        ).shares.shares.map(({ picks }) => picks),
      );
    // Envoy lets in whoever has not passed its bound yet, so that it is passed by one.
    expect(most(chosen('bounded-load', { balanceFactor: 125 }))).toBe(1_251);
    expect(most(chosen('bounded-load', { rule: 'haproxy', balanceFactor: 125 }))).toBe(1_250);
    expect(most(chosen('maglev', { balanceFactor: 110 }))).toBe(1_101);
    expect(most(chosen('maglev'))).toBe(10_000);
    expect(most(chosen('bounded-load', { balanceFactor: 125 }), 0)).toBe(10_000);
  });

  it('throws balls into bins where all stay: two choices are flat, one is not', () => {
    const highest = (id: string) => {
      let sum = 0;
      for (let seed = 0; seed < 40; seed++) {
        const given = { instances: fleet(100), seed: String(seed), asked: { requests: 100 }, inFlight: 100 };
        sum += Math.max(...shares(given, chosen(id)).shares.shares.map(({ picks }) => picks));
      }
      return sum / 40;
    };
    expect(highest('random')).toBeCloseTo(4.23, 0);
    expect(highest('least-request')).toBeCloseTo(2.59, 0);
  });

  it('says how many had nowhere to go', () => {
    const out = shares({ instances: fleet(2, { rotation: 'out' }), asked: { requests: 3 } }, chosen('random'));
    expect(out).toMatchObject({ picks: [-1, -1, -1], withoutInstance: 3, longestRun: 0 });
  });
});

describe('a sweep of loads', () => {
  it('rises with the load as theory says', () => {
    const loads = [0.5, 0.8];
    const scenario = scenarioOf({ instances: fleet(5), traffic: poissonTraffic(5, 0.1, 60_000) });
    const { answer } = told(utilisationSweep(scenario, chosen('random'), loads));
    const [theory] = theoryOf(scenario, loads).curves;
    expect(theory?.meanMs).toEqual([2, 5].map((value) => expect.closeTo(value, 9)));
    for (const [i, { meanMs }] of answer.entries()) expect((meanMs ?? 0) / (theory?.meanMs[i] ?? 1)).toBeCloseTo(1, 1);
  });

  it('loads those that may be picked, the critical ones with them where the balancer panics', () => {
    const instances = fleet(4).map((one, i) => ({ ...one, health: i === 0 ? 'passing' : 'critical' }) as const);
    const scenario = scenarioOf({ instances, traffic: poissonTraffic(4, 0.1, 10) });
    expect(atLoad(scenario, 0.5).traffic.arrivals).toMatchObject({ ratePerSecond: 500 });
    expect(atLoad({ ...scenario, panicPercent: 50 }, 0.5).traffic.arrivals).toMatchObject({ ratePerSecond: 2_000 });
  });

  it('compares shares with no target where events change who should be picked', () => {
    const given = (kind: 'slow' | 'drain') => {
      const event = { atMs: 1, instance: 'i0', ...(kind === 'slow' ? { kind, slowness: 2 } : { kind }) };
      const scenario = scenarioOf({ instances: fleet(3), traffic: poissonTraffic(3, 0.5, 500), events: [event] });
      return told(simulateLoad(scenario, chosen('random'), { picks: 0, columns: 0 })).answer.shares;
    };
    expect(given('slow').chiSquare).not.toBeNull();
    expect(given('drain')).toMatchObject({ chiSquare: null, peakToMean: null, jain: null });
  });

  it('has the load of those that get requests, of which a page’s run says how much it is', () => {
    const fleetOf = (health: 'passing' | 'critical') =>
      madeUpFleet(4).map((member, i) => ({ ...member, health: i === 0 ? ('passing' as const) : health }));
    for (const health of ['passing', 'critical'] as const)
      for (const panicPercent of [0, 50]) {
        const setup = { ...DEFAULT_SETUP, fleet: fleetOf(health), panicPercent, loadPercent: 60 };
        const { arrivals } = atLoad(pageScenarioOf(setup), ratePerSecond(setup) / pickableCapacity(setup)).traffic;
        expect(arrivals).toMatchObject({ ratePerSecond: expect.closeTo(ratePerSecond(setup), 6) });
      }
  });

  it('moves a recorded trace closer together', () => {
    const traffic = { ...poissonTraffic(1, 0.5, 3), arrivals: { kind: 'trace', atMs: [0, 2, 6] } } as const;
    const { arrivals } = atLoad(scenarioOf({ instances: fleet(1), traffic }), 1).traffic;
    expect(arrivals).toEqual({ kind: 'trace', atMs: [0, 1, 3] });
  });
});

describe('theory beside a sweep', () => {
  const alike = scenarioOf({ instances: fleet(5), traffic: poissonTraffic(5, 0.1, 10) });
  const drawn = (scenario: typeof alike) =>
    theoryOf(scenario, [0.8]).curves.map(({ title, meanMs }) => [title, meanMs[0]] as const);
  const alone = ['M/M/5', expect.closeTo(mmc(5, 0.8), 9)];

  it('is of one at a time', () => {
    expect(drawn(alike)).toEqual([
      ['M/M/1', expect.closeTo(mm1(0.8), 9)],
      ['E5/M/1', expect.closeTo(erlangArrivals(5, 0.8), 9)],
      ['Supermarket', expect.closeTo(supermarket(2, 0.8), 9)],
      alone,
    ]);
    expect(theoryOf(alike, [1, 0]).curves.map(({ meanMs }) => meanMs)).toEqual(Array(4).fill([null, null]));
  });

  it('is, of instances that work on several at once, M/M/c for each and for all, as the engine has it', () => {
    const several = { ...alike, instances: fleet(5, { concurrency: 10 }), traffic: poissonTraffic(50, 0.1, 100_000) };
    expect(drawn(several)).toEqual([
      ['M/M/10 each', expect.closeTo(mmc(10, 0.8), 9)],
      ['M/M/50', expect.closeTo(mmc(50, 0.8), 9)],
    ]);
    const [point] = told(utilisationSweep(several, chosen('random'), [0.8])).answer;
    expect((point?.meanMs ?? 0) / mmc(10, 0.8)).toBeCloseTo(1, 1);
  });

  it('takes work that all of them do alike as long', () => {
    const slow = { ...alike, instances: fleet(5, { slowness: 3 }) };
    expect(drawn(slow)[0]).toEqual(['M/M/1', expect.closeTo(3 * mm1(0.8), 9)]);
  });

  it('is one queue for all where the weights differ or one is alone, and says nothing of turns to several balancers', () => {
    const weighted = fleet(5).map((one, i) => ({ ...one, weight: i + 1 }));
    expect(drawn({ ...alike, instances: weighted })).toEqual([alone]);
    expect(drawn({ ...alike, instances: fleet(1) })).toEqual([['M/M/1', expect.closeTo(mm1(0.8), 9)]]);
    for (const scenario of [
      { ...alike, balancers: 2 },
      { ...alike, staleMs: 1 },
    ])
      expect(drawn(scenario).map(([title]) => title)).toEqual(['M/M/1', 'M/M/5']);
  });

  it.each([
    ['constant arrivals', { arrivals: { kind: 'constant', ratePerSecond: 1 } }],
    ['bursts', { arrivals: { kind: 'bursts', ratePerSecond: 1, size: 2 } }],
    ['recorded arrivals', { arrivals: { kind: 'trace', atMs: [1] } }],
    ['constant times', { serviceTime: { kind: 'constant', meanMs: 1 } }],
    ['log-normal times', { serviceTime: { kind: 'log-normal', meanMs: 1, sigma: 1 } }],
    ['requests are given up', { timeoutMs: 5 }],
  ] as const)('is none, and says so, with %s', (words, given) => {
    const theory = theoryOf({ ...alike, traffic: { ...alike.traffic, ...given } }, [0.8]);
    expect(theory.curves).toEqual([]);
    expect(theory.note).toMatch(new RegExp(`^no theory .*${words}$`));
  });

  it('is none for instances of unequal speed, limited queues, or nobody', () => {
    const slow = fleet(5).map((one, i) => ({ ...one, slowness: i + 1 }));
    const given = [
      [slow, 'unequal speed'],
      [fleet(5, { queueLimit: 9 }), 'limited'],
      [fleet(5, { rotation: 'out' }), 'without instances'],
    ] as const;
    for (const [instances, words] of given) {
      const theory = theoryOf({ ...alike, instances }, [0.8]);
      expect(theory.curves).toEqual([]);
      expect(theory.note).toContain(words);
    }
  });
});
