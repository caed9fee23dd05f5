import { describe, expect, it } from 'vitest';
import { EdfScheduler } from '@/lib/balancer/edf-scheduler';
import { grpcWeight } from '@/lib/balancer/grpc-weight';
import { SmoothWeighted } from '@/lib/balancer/smooth-weighted';
import { staticStride } from '@/lib/balancer/static-stride';
import { counts, fleet, made, picks, STILL, seeded, times } from '../support/balancer-fleet';

const weighted = (algorithm: string, weights: readonly number[], options = {}) =>
  made('weighted-round-robin', fleet(...weights), { options: { algorithm, ...options } });

describe('round robin', () => {
  it('goes on where it was when one joins (Envoy round_robin_lb_test.cc, Normal)', () => {
    const [a, b, c] = fleet(1, 1, 1);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three');
    const policy = made('round-robin', [a, b]);
    expect(picks(policy, 5)).toBe('a b a b a');
    policy.update([a, b, c]);
    expect(picks(policy, 4)).toBe('c a b c');
  });

  it('begins where its seed says (Envoy round_robin_lb_test.cc, Seed)', () => {
    expect(
      picks(made('round-robin', fleet(1, 1, 1), { options: { randomStart: true }, surroundings: seeded(1) }), 4),
    ).toBe('b c a b');
  });

  it('goes around (HAProxy reg-tests/balance/balance-rr.vtc)', () => {
    expect(picks(made('round-robin', fleet(1, 1, 1, 1)), 5)).toBe('a b c d a');
  });
});

describe('smooth weighted round robin', () => {
  it.each([
    [[5, 1, 1], 'a a b a c a a', 'NGINX commit 52327e0627f4'],
    [[1, 2], 'b a b', 'calculated'],
    [[1, 2, 3], 'c b a c b c', 'calculated'],
    [[10, 1, 1, 1], 'a a a b a a c a a d a a a', 'calculated'],
    [[1, 0, 2], 'c a c', 'calculated: weight 0 never'],
  ])('%j: %s (%s)', (weights, expected) => {
    const policy = weighted('smooth', weights);
    const length = expected.split(' ').length;
    expect(picks(policy, length)).toBe(expected);
    expect(picks(policy, length)).toBe(expected);
  });

  it('follows a new weight from its update on, in full', () => {
    const [a, b] = fleet(1, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    const policy = made('weighted-round-robin', [a, b]);
    picks(policy, 2);
    a.weight = 9;
    policy.update([a, b]);
    expect(counts(policy, times(10))).toEqual({ a: 9, b: 1 });
    a.weight = 1;
    policy.update([a, b]);
    expect(counts(policy, times(10))).toEqual({ a: 5, b: 5 });
  });

  const failing = (fails: (turn: number) => boolean) => {
    const instances = fleet(1, 1);
    const policy = new SmoothWeighted({ maxFails: 3, failTimeoutMs: 10_000 }, STILL.now);
    policy.update(instances);
    const served: Record<string, number> = { a: 0, b: 0 };
    let turn = 0;
    for (let request = 0; request < 30; request++) {
      let chosen = policy.pick();
      const failed = chosen?.id === 'a' && fails(++turn);
      if (chosen !== null) policy.finished(chosen, { latencyMs: 1, failed });
      // What NGINX does after a failure: the request goes to the next server.
      if (failed) chosen = policy.pickAmong(new Set(instances.slice(1)));
      if (chosen !== null) served[chosen.id] = (served[chosen.id] ?? 0) + 1;
    }
    return served;
  };

  it('shares evenly, and rests a server after max_fails (nginx-tests upstream.t)', () => {
    expect(failing(() => false)).toEqual({ a: 15, b: 15 });
    expect(failing((turn) => turn % 3 === 0)).toEqual({ a: 6, b: 24 });
  });

  it('tries a rested server again after fail_timeout', () => {
    let now = 0;
    const [a, b] = fleet(1, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    const policy = new SmoothWeighted({ maxFails: 1, failTimeoutMs: 10_000 }, () => now);
    policy.update([a, b]);
    policy.finished(a, { latencyMs: 1, failed: true });
    expect(picks(policy, 3)).toBe('b b b');
    now = 10_001;
    expect(picks(policy, 4)).toContain('a');
  });
});

describe('earliest deadline first', () => {
  it.each([
    [true, 'b a a b a a b a', 'round_robin_lb_test.cc as it is', 'c a c b a c c a c b a c'],
    [false, 'b a b a a b a a', 'the same before pull request 31592', 'c a c b a c c a c c b a'],
  ])(
    'follows weights, also those changed in mid-run, random start %s: %s (Envoy %s, Weighted)',
    (randomStart, changed, _, joined) => {
      const [a, b, c] = fleet(1, 2, 3);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three');
      const policy = made('weighted-round-robin', [a, b], { options: { algorithm: 'edf', randomStart } });
      expect(picks(policy, 6)).toBe('b a b b a b');
      a.weight = 2;
      b.weight = 1;
      expect(picks(policy, 8)).toBe(changed);
      policy.update([a, b, c]);
      expect(picks(policy, 12)).toBe(joined);
    },
  );

  it.each([
    [[1, 4], 'b b b a b b b b a b', 'Envoy round_robin_lb_test.cc'],
    [[5, 1, 1], 'a a a a b c a', 'calculated in doubles'],
    [[1, 2, 3], 'c b c a b c c b c c a b', 'calculated in doubles: not periodic'],
  ])('%j: %s (%s)', (weights, expected) => {
    expect(picks(weighted('edf', weights), expected.split(' ').length)).toBe(expected);
  });

  it('begins later by its seed (WeightedSeed)', () => {
    const policy = made('weighted-round-robin', fleet(1, 2), {
      options: { algorithm: 'edf', randomStart: true },
      surroundings: seeded(1),
    });
    expect(picks(policy, 6)).toBe('a b b a b b');
  });

  it('begins with everybody in proportion (WeightedInitializationPicksAllHosts)', () => {
    const first = times(10).map((_, seed) =>
      picks(
        made('weighted-round-robin', fleet(6, 3, 1), {
          options: { algorithm: 'edf', randomStart: true },
          surroundings: seeded(seed),
        }),
        1,
      ),
    );
    expect(['a', 'b', 'c'].map((id) => first.filter((picked) => picked === id).length)).toEqual([6, 3, 1]);
  });

  it('serves 128 entries exactly by weight (edf_scheduler_test.cc)', () => {
    const instances = times(128).map((_, index) => ({
      id: `${index}`,
      key: '',
      weight: index + 1,
      active: 0,
      since: 0,
    }));
    const scheduler = new EdfScheduler(instances, (instance) => instance.weight, null);
    const counted = counts({ update: () => {}, pick: () => scheduler.pick() }, times(8256));
    expect(instances.map(({ id }) => counted[id])).toEqual(instances.map(({ weight }) => weight));
  });
});

describe('static stride', () => {
  const stride = (weights: readonly number[], count: number, clamp = true) =>
    counts(weighted('static-stride', weights, { clamp }), times(count));

  it.each([
    [[1, 2, 3], 6, { a: 1, b: 2, c: 3 }],
    [[3, 0, 1], 6, { a: 3, b: 2, c: 1 }],
    [[300, 300, 0], 6, { a: 2, b: 2, c: 2 }],
    [[100, 1e-10], 201, { a: 200, b: 1 }],
  ])('%j in %d picks (grpc static_stride_scheduler_test.cc)', (weights, count, expected) => {
    expect(stride(weights, count)).toEqual(expected);
  });

  it('picks the heaviest every time it may: 65535 of 131070 (the same)', () => {
    expect(stride([1, 2, 3], 131_070)).toMatchObject({ c: 65_535 });
  });

  it.each([[[]], [[0]], [[1]], [[0, 0]]])('has nothing to schedule for %j (the same)', (weights) => {
    expect(staticStride(weights, true)).toBeNull();
  });

  it.each([
    [[1, 2, 3], 'b c c a b c b c c a b c'],
    [[3, 0, 1], 'a b c a a b'],
    [[1, 2], 'b a b b a b'],
  ])('%j: %s (calculated, sequence from 0)', (weights, expected) => {
    expect(picks(weighted('static-stride', weights), expected.split(' ').length)).toBe(expected);
  });

  it('starves a tiny weight where it does not clamp, as Go', () => {
    expect(stride([100, 1e-10], 2000, false)).toEqual({ a: 2000 });
  });
});

describe('block weighted', () => {
  it('{4,3,2}: AABABCABC (keepalived doc/source/scheduling_algorithms.rst, IPVS)', () => {
    expect(picks(weighted('block', [4, 3, 2]), 9)).toBe('a a b a b c a b c');
  });
});

describe('gRPC’s weight of a load report (A58; grpc-go balancer_test.go)', () => {
  it.each([
    [10, 0, 1, 10],
    [10, 0, 0.1, 100],
    [10, 10, 0.1, 10],
    [0, 0, 0.5, 0],
    [10, 0, 0, 0],
  ])('%d requests and %d errors a second at %f: %d', (requestsPerSecond, errorsPerSecond, utilization, expected) => {
    expect(grpcWeight({ requestsPerSecond, errorsPerSecond, utilization }, 0.9)).toBeCloseTo(expected, 9);
  });
});
