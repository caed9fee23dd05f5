import { describe, expect, it } from 'vitest';
import { EventQueue } from '@/lib/simulation/event-queue';
import { LatencyHistogram } from '@/lib/simulation/latency-histogram';
import { randomStream } from '@/lib/simulation/random-stream';
import { TimeOuts } from '@/lib/simulation/time-outs';
import { fleet, poissonTraffic, ran, scenarioOf } from '../support/simulated';

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);

describe('a run', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    const scenario = scenarioOf({ instances: fleet(5), traffic: poissonTraffic(5, 0.8, 5_000) });
    const [one, same] = [ran(scenario, 'least-request'), ran(scenario, 'least-request')];
    expect(same.tally).toEqual(one.tally);
    expect(ran({ ...scenario, seed: '2' }, 'least-request').tally.responses.mean).not.toBe(one.tally.responses.mean);
  });

  it('offers every policy the same arrivals, keys and work', () => {
    const traffic = { ...poissonTraffic(1, 0.5, 2_000), keys: { kind: 'zipf', count: 50, exponent: 1 } } as const;
    const scenario = scenarioOf({ instances: fleet(1), traffic });
    const times = ['random', 'least-request', 'ring-hash', 'maglev', 'round-robin'].map(
      (id) => ran(scenario, id).tally.responses.mean,
    );
    // With one instance there is nothing to choose: only the trace is left.
    expect(new Set(times).size).toBe(1);
  });

  it('loses no request: each is answered, failed or had nowhere to go', () => {
    const traffic = { ...poissonTraffic(3, 1.2, 20_000), warmUp: 0, timeoutMs: 5, retries: 1 };
    const { tally } = ran(scenarioOf({ instances: fleet(3, { queueLimit: 4 }), traffic }), 'random');
    expect(tally.answered + tally.failed).toBe(20_000);
    expect(tally.timedOut).toBeGreaterThan(0);
    expect(tally.refused).toBeGreaterThan(0);
    expect(sum(tally.sent)).toBe(20_000 + tally.retried);
    expect(tally.longestQueue.every((length) => length <= 4)).toBe(true);
  });

  it('begins nothing that nobody waits for any more', () => {
    // Two at once, 10 ms each, one place, given up after 5: the second is never worked on.
    const traffic = {
      ...poissonTraffic(1, 0.5, 2),
      warmUp: 0,
      arrivals: { kind: 'trace', atMs: [0, 0] },
      serviceTime: { kind: 'constant', meanMs: 10 },
      timeoutMs: 5,
    } as const;
    const run = ran(scenarioOf({ instances: fleet(1), traffic }), 'random');
    expect(run.tally).toMatchObject({ timedOut: 2, failed: 2, answered: 0 });
    expect([...run.tally.busyMs]).toEqual([10]);
  });

  it('ends with its last answer, however long whoever asked would have waited', () => {
    const scenario = scenarioOf({ instances: fleet(2), traffic: poissonTraffic(2, 0.8, 5_000) });
    const [patient, endless] = [600_000, null].map((timeoutMs) =>
      ran({ ...scenario, traffic: { ...scenario.traffic, timeoutMs } }, 'random'),
    );
    expect(patient?.now).toBe(endless?.now);
    expect(patient?.tally).toEqual(endless?.tally);
    expect(patient?.tally.strip).toEqual(endless?.tally.strip);
  });

  it('keeps no room for what is answered: more requests than fit at once may come within one time-out', () => {
    const arrivals = { kind: 'constant', ratePerSecond: 1e6 } as const;
    const serviceTime = { kind: 'constant', meanMs: 0.0005 } as const;
    const traffic = { ...poissonTraffic(1, 0.5, 2 ** 22 + 1), arrivals, serviceTime, timeoutMs: 600_000 };
    expect(ran(scenarioOf({ instances: fleet(1), traffic }), 'round-robin').tally.failed).toBe(0);
  });

  it.each([
    ['begun before it failed is answered', 0, { answered: 1, failed: 0 }],
    ['begun while it failed is an error, though it recovers before that is told', 20, { answered: 0, failed: 1 }],
    ['begun after it recovered is answered', 30, { answered: 1, failed: 0 }],
  ] as const)('knows what an answer will be when the work is begun: what is %s', (_, atMs, expected) => {
    const traffic = {
      ...poissonTraffic(1, 0.5, 1),
      warmUp: 0,
      arrivals: { kind: 'trace', atMs: [atMs] },
      serviceTime: { kind: 'constant', meanMs: 10 },
    } as const;
    const events = [
      { atMs: 5, kind: 'fail', instance: 'i0', answersAfterMs: 10 },
      { atMs: 25, kind: 'recover', instance: 'i0' },
    ] as const;
    expect(ran(scenarioOf({ instances: fleet(1), traffic, events }), 'random').tally).toMatchObject(expected);
  });

  it('shares the requests among several balancers by chance, so that they do not march in step', () => {
    // Three that take turns among three: dealt in turn, each instance would get three after one another.
    const traffic = { ...poissonTraffic(3, 0.5, 3_000), warmUp: 0 };
    const { tally } = ran(scenarioOf({ instances: fleet(3), traffic, balancers: 3 }), 'round-robin');
    const picks = [...tally.picks.subarray(0, 3_000)];
    const repeats = picks.filter((place, i) => place === picks[i - 1]).length;
    expect(repeats / 3_000).toBeLessThan(0.4);
    // Each of the three balancers is at most one off.
    expect(Math.max(...tally.sent) - Math.min(...tally.sent)).toBeLessThanOrEqual(3);
  });

  it('sends nothing to what is drained, removed or not yet there, and works off what it had', () => {
    const events = [
      { atMs: 100, kind: 'drain', instance: 'i0' },
      { atMs: 200, kind: 'add', instance: 'i2' },
      { atMs: 300, kind: 'restore', instance: 'i0' },
      { atMs: 300, kind: 'remove', instance: 'i1' },
    ] as const;
    const arrivals = { kind: 'trace', atMs: [0, 50, 150, 160, 250, 260, 350, 360] } as const;
    const traffic = { ...poissonTraffic(1, 0.5, 8), warmUp: 0, arrivals };
    const { tally } = ran(scenarioOf({ instances: fleet(3), traffic, events }), 'round-robin');
    expect([...tally.picks.subarray(0, 8)].slice(0, 4)).toEqual([0, 1, 1, 1]);
    expect(new Set(tally.picks.subarray(4, 6))).toEqual(new Set([1, 2]));
    expect(new Set(tally.picks.subarray(6, 8))).toEqual(new Set([0, 2]));
    expect(tally.answered).toBe(8);
  });

  it('has nowhere to go where no instance is in rotation', () => {
    const traffic = { ...poissonTraffic(1, 0.5, 10), warmUp: 0 };
    const { tally } = ran(scenarioOf({ instances: fleet(2, { rotation: 'out' }), traffic }), 'random');
    expect(tally).toMatchObject({ withoutInstance: 10, answered: 0 });
  });

  it('leaves the critical ones alone until too few are left', () => {
    const instances = fleet(4).map((one, i) => ({ ...one, health: i < 3 ? ('critical' as const) : one.health }));
    const traffic = poissonTraffic(4, 0.1, 1_000);
    expect([...ran(scenarioOf({ instances, traffic }), 'round-robin').tally.sent]).toEqual([0, 0, 0, 1_000]);
    const panicking = ran(scenarioOf({ instances, traffic, panicPercent: 50 }), 'round-robin');
    expect([...panicking.tally.sent]).toEqual([250, 250, 250, 250]);
  });

  it('draws those that look at the load to an instance that fails fast, and retries elsewhere', () => {
    const events = [{ atMs: 0, kind: 'fail', instance: 'i0', answersAfterMs: 0.01 }] as const;
    const traffic = { ...poissonTraffic(4, 0.8, 20_000), retries: 1 };
    const { tally } = ran(scenarioOf({ instances: fleet(4), traffic, events }), 'least-connections');
    expect((tally.sent[0] ?? 0) / sum(tally.sent)).toBeGreaterThan(0.3);
    expect(tally.retried).toBeGreaterThan(tally.failed);
  });

  it('herds where what is known is old: the least loaded is everybody’s choice', () => {
    const scenario = scenarioOf({ instances: fleet(10), traffic: poissonTraffic(10, 0.9, 50_000) });
    const mean = (staleMs: number, id: string) => ran({ ...scenario, staleMs }, id).tally.responses.mean ?? 0;
    expect(mean(20, 'least-connections')).toBeGreaterThan(3 * mean(0, 'least-connections'));
    // Two choices do not mind as much (Mitzenmacher 2000).
    expect(mean(20, 'least-request')).toBeLessThan(mean(20, 'least-connections'));
  });

  it('works a slow instance as long as it is slow', () => {
    const events = [
      { atMs: 0, kind: 'slow', instance: 'i0', slowness: 10 },
      { atMs: 1_000, kind: 'slow', instance: 'i0', slowness: 1 },
    ] as const;
    const traffic = poissonTraffic(2, 0.1, 4_000);
    const { tally } = ran(scenarioOf({ instances: fleet(2), traffic, events }), 'round-robin');
    expect(tally.busyMs[0] ?? 0).toBeGreaterThan((tally.busyMs[1] ?? 0) * 1.3);
  });

  it('fills the strip of queues with all the time that requests were there', () => {
    const { tally } = ran(scenarioOf({ instances: fleet(3), traffic: poissonTraffic(3, 0.7, 10_000) }), 'random');
    // Little's law: requests times the time each was there.
    const { count, mean } = tally.responses;
    expect(sum(tally.strip)).toBeGreaterThan(count * (mean ?? 0) * 0.99);
  });
});

describe('the queue of events', () => {
  it('gives them by time, and those of one time in the order they came', () => {
    const random = randomStream('events', 'test');
    const queue = new EventQueue();
    const expected: { at: number; event: number }[] = [];
    for (let event = 0; event < 5_000; event++) {
      const at = Math.floor(random() * 50);
      queue.add(at, event);
      expected.push({ at, event });
    }
    expected.sort((a, b) => a.at - b.at);
    expect(Array.from({ length: 5_000 }, () => ({ at: queue.nextAt, event: queue.take() }))).toEqual(expected);
    expect(queue.nextAt).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('time-outs', () => {
  it('come in the order of asking, without those that are answered before', () => {
    const random = randomStream('time-outs', 'test');
    const timeOuts = new TimeOuts(100);
    let waiting: { attempt: number; at: number }[] = [];
    for (let now = 0; now < 5_000; now++) {
      // A place is used again as soon as it is free.
      const attempt = Array.from({ length: 1_000 }, (_, place) => place).find((place) =>
        waiting.every((one) => one.attempt !== place),
      ) as number;
      timeOuts.add(attempt, now);
      waiting.push({ attempt, at: now + 100 });
      if (random() < 0.7) {
        const answered = waiting[Math.floor(random() * waiting.length)]?.attempt as number;
        timeOuts.drop(answered);
        waiting = waiting.filter((one) => one.attempt !== answered);
      }
      while (timeOuts.nextAt <= now) expect(timeOuts.take()).toBe(waiting.shift()?.attempt);
      expect(timeOuts.nextAt).toBe(waiting[0]?.at ?? Number.POSITIVE_INFINITY);
    }
  });

  it('never come where nobody gives up', () => {
    const timeOuts = new TimeOuts(null);
    timeOuts.add(0, 0);
    expect(timeOuts.nextAt).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('times of answers', () => {
  it('have quantiles that are off by less than a thousandth', () => {
    const histogram = new LatencyHistogram();
    const random = randomStream('times', 'test');
    const times = Array.from({ length: 20_000 }, () => -Math.log(1 - random()) * 20);
    for (const time of times) histogram.add(time);
    times.sort((a, b) => a - b);
    for (const share of [0.01, 0.5, 0.9, 0.99, 0.999]) {
      const exact = times[Math.ceil(share * times.length) - 1] ?? 0;
      expect(Math.abs((histogram.quantile(share) ?? 0) / exact - 1)).toBeLessThan(0.001);
    }
    expect(histogram.max).toBe(times.at(-1));
  });

  it.each([1e-300, 2e-19, 1e-6, 0.9, 1e9, 1e15, 1e29])(
    'have them however short or long they are: about %d ms',
    (ms) => {
      const histogram = new LatencyHistogram();
      for (let i = 1; i <= 1_000; i++) histogram.add((ms * i) / 1_000);
      for (const share of [0.1, 0.5, 0.999]) {
        expect(Math.abs((histogram.quantile(share) ?? 0) / (ms * share) - 1)).toBeLessThan(0.0005);
      }
    },
  );

  it('may be nothing', () => {
    const histogram = new LatencyHistogram();
    for (const ms of [0, 0, 5]) histogram.add(ms);
    expect(histogram.quantile(0.5)).toBe(0);
    expect(histogram.quantile(1)).toBe(5);
  });

  it('are none where nothing was answered', () => {
    expect(new LatencyHistogram()).toMatchObject({ mean: null, max: null, count: 0 });
    expect(new LatencyHistogram().quantile(0.5)).toBeNull();
  });
});
