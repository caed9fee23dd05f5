import { describe, expect, it } from 'vitest';
import type { ChosenPolicy } from '@/lib/simulation/run';
import { simulateLoad } from '@/lib/simulation/simulate-load';
import { type SharesAsked, simulateShares } from '@/lib/simulation/simulate-shares';
import { theoryCurves } from '@/lib/simulation/theory-curves';
import { atLoad, utilisationSweep } from '@/lib/simulation/utilisation-sweep';
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
    expect(out).toMatchObject({ picks: [-1, -1, -1], withoutInstance: 3 });
  });
});

describe('a sweep of loads', () => {
  it('rises with the load as theory says', () => {
    const loads = [0.5, 0.8];
    const scenario = scenarioOf({ instances: fleet(5), traffic: poissonTraffic(5, 0.1, 60_000) });
    const { answer } = told(utilisationSweep(scenario, chosen('random'), loads));
    const theory = theoryCurves(loads, { servers: 5, meanMs: 1 }).find(({ id }) => id === 'm-m-1');
    expect(theory?.meanMs).toEqual([2, 5].map((value) => expect.closeTo(value, 9)));
    for (const [i, { meanMs }] of answer.entries()) expect((meanMs ?? 0) / (theory?.meanMs[i] ?? 1)).toBeCloseTo(1, 1);
    expect(theoryCurves([1, 0], { servers: 5, meanMs: 1 })[0]?.meanMs).toEqual([null, null]);
  });

  it('moves a recorded trace closer together', () => {
    const traffic = { ...poissonTraffic(1, 0.5, 3), arrivals: { kind: 'trace', atMs: [0, 2, 6] } } as const;
    const { arrivals } = atLoad(scenarioOf({ instances: fleet(1), traffic }), 1).traffic;
    expect(arrivals).toEqual({ kind: 'trace', atMs: [0, 1, 3] });
  });
});
