import { describe, expect, it } from 'vitest';
import { envoyBounded, envoySlots, type Fullness, shuffledBy } from '@/lib/balancer/envoy-bounded';
import { haproxySlots } from '@/lib/balancer/haproxy-bounded';
import { haproxyWeight } from '@/lib/balancer/haproxy-weight';
import { sharesOf } from '@/lib/balancer/hash-lookup';
import { PeakEstimate } from '@/lib/balancer/peak-estimate';
import { envoyCost, finagleCost } from '@/lib/balancer/peak-ewma-cost';
import { slowStartFactor } from '@/lib/balancer/slow-start';
import {
  chance,
  contender,
  counts,
  fleet,
  keyed,
  made,
  picks,
  STILL,
  type TestContender,
  times,
} from '../support/balancer-fleet';

/** Shares of each id in percent. */
function shares(policy: Parameters<typeof counts>[0], count: number): Record<string, number> {
  const counted = counts(policy, times(count));
  return Object.fromEntries(Object.entries(counted).map(([id, picked]) => [id, (100 * picked) / count]));
}

function load(instances: readonly TestContender[], actives: readonly number[]): void {
  instances.forEach((instance, index) => {
    instance.active = actives[index] ?? 0;
  });
}

describe('least request with equal weights', () => {
  const drawing = (values: readonly number[], size: number) => {
    let next = 0;
    return { random: () => (values[next++ % values.length] ?? 0) / size, now: () => 0 };
  };

  it('takes the less busy of the drawn (Envoy least_request_lb_test.cc, Normal and PNC)', () => {
    const two = fleet(1, 1);
    const policy = made('least-request', two, { surroundings: drawing([0, 0, 1], 2) });
    load(two, [1, 2]);
    expect(picks(policy, 1)).toBe('a');
    const four = fleet(1, 1, 1, 1);
    four.forEach((instance, index) => {
      instance.active = 4 - index;
    });
    const surroundings = drawing([0, 3, 0, 3, 2, 1], 4);
    expect(picks(made('least-request', four, { options: { choices: 5 }, surroundings }), 1)).toBe('d');
    expect(picks(made('least-request', four, { options: { choices: 5 }, surroundings: STILL }), 1)).toBe('a');
  });

  it('still picks a busy one now and then, for it draws with replacement (least_request_lb_simulation_test.cc)', () => {
    const three = fleet(1, 1, 1);
    Object.assign(three[0] ?? {}, { active: 1 });
    const share = shares(made('least-request', three, { surroundings: chance(5) }), 100_000);
    expect(share.a).toBeCloseTo(11.1, 0);
    expect(share.b).toBeCloseTo(44.45, 0);
    const two = fleet(1, 1);
    Object.assign(two[0] ?? {}, { active: 1 });
    expect(
      Math.abs((shares(made('least-request', two, { surroundings: chance(6) }), 100_000).a ?? 0) - 25),
    ).toBeLessThan(1);
  });

  it.each([
    [true, (rank: number, n: number) => (2 * rank - 1) / n ** 2],
    [false, (rank: number, n: number) => (2 * (rank - 1)) / (n * (n - 1))],
  ])(
    'picks by rank as theory has it, replacement %s (selection probabilities, calculated)',
    (replacement, expected) => {
      const five = fleet(1, 1, 1, 1, 1);
      five.forEach((instance, index) => {
        instance.active = 5 - index;
      });
      const policy = made('least-request', five, { options: { replacement }, surroundings: chance(8) });
      const share = shares(policy, 100_000);
      five.forEach(({ id }, index) => {
        expect(Math.abs((share[id] ?? 0) - 100 * expected(index + 1, 5))).toBeLessThan(1);
      });
    },
  );

  it.each([
    ['never', 10],
    ['when-unequal', 40],
  ])(
    'draws, weights %s, %d where 40 are asked for: gRPC takes more than ten as ten (gRFC A48)',
    (weights, expected) => {
      let drawn = 0;
      const random = () => {
        drawn++;
        return 0;
      };
      const options = { weights, choices: 40 };
      made('least-request', fleet(1, 1, 1), { options, surroundings: { random, now: () => 0 } }).pick({});
      expect(drawn).toBe(expected);
    },
  );

  it('with a full scan takes one of the least, each as often (FullScanMultipleHostsWithLeastRequests)', () => {
    const five = fleet(1, 1, 1, 1, 1);
    load(five, [3, 3, 1, 1, 1]);
    const policy = made('least-request', five, { options: { selection: 'full-scan' }, surroundings: chance(7) });
    const counted = counts(policy, times(1_000_000));
    for (const id of ['c', 'd', 'e']) expect(Math.abs((counted[id] ?? 0) - 333_333)).toBeLessThanOrEqual(5000);
    expect(counted.a).toBeUndefined();
  });
});

describe('least request with weights', () => {
  it('is a schedule by weight over requests in flight (Envoy WeightImbalance)', () => {
    const [a, b] = fleet(1, 2);
    if (a === undefined || b === undefined) throw new Error('two');
    const policy = made('least-request', [a, b]);
    expect(picks(policy, 6)).toBe('b a b b a b');
    b.active = 1;
    expect(picks(policy, 5)).toBe('b a b a b');
    a.active = 1;
    b.active = 0;
    expect(picks(policy, 10)).toBe('a b b b a b b b b a');
  });

  it('with an explicit bias is one for equal weights, too: 0 is turns (load_balancers.rst, active_request_bias)', () => {
    const two = fleet(1, 1);
    load(two, [3, 0]);
    const surroundings = chance(7);
    expect(picks(made('least-request', two, { options: { activeRequestBias: 0 }, surroundings }), 4)).toBe('a b a b');
    expect(shares(made('least-request', two, { surroundings }), 10_000).a).toBeLessThan(30);
  });

  it('is none for gRPC, whatever the bias (gRFC A48)', () => {
    const two = fleet(1, 5);
    const options = { weights: 'never', activeRequestBias: 0 };
    const share = shares(made('least-request', two, { options, surroundings: chance(7) }), 10_000);
    expect(Math.abs((share.a ?? 0) - 50)).toBeLessThan(2);
  });

  it('with bias 0 does not look at what is in flight', () => {
    const [a, b] = fleet(1, 2);
    if (a === undefined || b === undefined) throw new Error('two');
    b.active = 9;
    expect(picks(made('least-request', [a, b], { options: { activeRequestBias: 0 } }), 6)).toBe('b a b b a b');
  });

  it.each([
    [[0, 0], 66.66],
    [[1, 0], 50],
  ])('2:1 with %j in flight: %f %% (least_request_lb_simulation_test.cc)', ([first = 0, second = 0], expected) => {
    const [a, b] = fleet(2, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    a.active = first;
    b.active = second;
    expect(Math.abs((shares(made('least-request', [a, b]), 100_000).a ?? 0) - expected)).toBeLessThan(1);
  });

  it('begins slowly with a newcomer (Envoy SlowStartNoWait)', () => {
    let now = 0;
    const [a, b] = [contender({ id: 'a', since: -100_000 }), contender({ id: 'b' })];
    const surroundings = { random: () => 0, now: () => now };
    const policy = made('least-request', [], { options: { slowStartMs: 60_000 }, surroundings });
    now = 10_000;
    policy.update([a, b]);
    // As in Envoy's test, only after the first turns are laid out.
    a.active = 1;
    expect(picks(policy, 4)).toBe('a a a b');
    now = 40_000;
    policy.update([a, b]);
    expect(picks(policy, 7)).toBe('b a b a b a b');
  });
});

describe('slow start (calculated from Envoy’s formula, window 30 or 60 s)', () => {
  const factor = (seconds: number, aggression: number) =>
    slowStartFactor(seconds * 1000, { windowMs: 60_000, aggression, minimumPercent: 10 });

  it.each([
    [5, 1, 0.1],
    [10, 1, 0.1667],
    [30, 1, 0.5],
    [5, 2, 0.2887],
    [10, 2, 0.4082],
    [30, 2, Math.SQRT1_2],
    [60, 1, 1],
  ])('%d s at aggression %d: %f', (seconds, aggression, expected) => {
    expect(factor(seconds, aggression)).toBeCloseTo(expected, 4);
  });

  it('at aggression 0.9, 7 of 10 s: 0.6728', () => {
    expect(slowStartFactor(7000, { windowMs: 10_000, aggression: 0.9, minimumPercent: 10 })).toBeCloseTo(0.6728, 4);
  });
});

describe('least connections', () => {
  it.each([
    ['nginx', 'a a b'],
    ['haproxy', 'a b a'],
  ])('%s: takes the fewest for the weight, and shares ties', (system, expected) => {
    const policy = made('least-connections', fleet(2, 1), { options: { system } });
    expect(picks(policy, 3).split(' ').sort()).toEqual(expected.split(' ').sort());
    const [a, b] = fleet(2, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    a.active = 5;
    b.active = 1;
    expect(picks(made('least-connections', [a, b], { options: { system } }), 2)).toBe('b b');
  });

  it('HAProxy takes an idle one whatever its weight, NGINX compares connections for weight', () => {
    const [a, b] = fleet(10, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    a.active = 1;
    expect(picks(made('least-connections', [a, b], { options: { system: 'haproxy' } }), 1)).toBe('b');
  });
});

describe('HAProxy’s effective weight (server_recalc_eweight of server.c)', () => {
  it('is sixteen times the weight, so that 90 and 100 with one each in flight are equal: 8192/1440 and 8192/1600 are 5', () => {
    const [a, b] = fleet(90, 100);
    if (a === undefined || b === undefined) throw new Error('two');
    load([a, b], [1, 1]);
    expect(picks(made('least-connections', [a, b], { options: { system: 'haproxy' } }), 4)).toBe('a b a b');
  });

  it.each([
    [0, 1],
    [999, 1],
    [1000, 2],
    [8000, 9],
    [15_999, 16],
    [16_000, 16],
  ])('%d ms into a slow start of 16 s is %d sixteenths', (ageMs, sixteenths) => {
    expect(haproxyWeight(10, ageMs, 16_000)).toBe(10 * sixteenths);
  });

  it('starts slowly who joins in mid-run, and nobody at the beginning', () => {
    let now = 0;
    const surroundings = { random: () => 0, now: () => now };
    const options = { system: 'haproxy', slowStartMs: 16_000 };
    const [a, b] = [contender({ id: 'a', active: 3 }), contender({ id: 'b', active: 1, since: 1000 })];
    const policy = made('least-connections', [a], { options, surroundings });
    now = 1000;
    policy.update([a, b]);
    // (1 + 1) · 4096 / 16 in its first second against (3 + 1) · 4096 / 256.
    expect(picks(policy, 2)).toBe('a a');
    now = 9000;
    expect(picks(policy, 2)).toBe('b b');
    const fresh = made('least-connections', [contender({ id: 'c', active: 3 }), contender({ id: 'd', active: 1 })], {
      options,
      surroundings: STILL,
    });
    expect(picks(fresh, 1)).toBe('d');
  });
});

// Finagle asks every balancer so: 750 requests of ten servers, and nobody may have more than twice the optimal load.
describe('any balancer (Finagle LoadDistributionTest)', () => {
  it.each([
    ['least-request', { replacement: false, weights: 'never' }],
    ['least-request', { selection: 'full-scan', weights: 'never' }],
    ['least-connections', {}],
    ['peak-ewma', {}],
    ['random-choices', { system: 'haproxy' }],
    ['round-robin', {}],
  ])('%s %j gives none of ten more than 150 of 750', (id, options) => {
    const servers = fleet(...new Array<number>(10).fill(1));
    const policy = made(id, servers, { options, surroundings: chance(9) });
    for (let request = 0; request < 750; request++) {
      const picked = policy.pick({});
      const server = servers.find((one) => one === picked);
      if (server === undefined) throw new Error('none');
      server.active++;
    }
    expect(Math.max(...servers.map(({ active }) => active))).toBeLessThanOrEqual(150);
  });
});

describe('random choices', () => {
  it.each(['nginx', 'haproxy'])('%s: avoids the loaded one, and draws by weight', (system) => {
    const loaded = fleet(1, 1, 1);
    Object.assign(loaded[0] ?? {}, { active: 10 });
    const share = shares(made('random-choices', loaded, { options: { system }, surroundings: chance(3) }), 30_000);
    expect(share.a ?? 0).toBeLessThan(system === 'nginx' ? 0.01 : 12);
  });

  it('NGINX takes the second of equals: idle ones of 5:1:1 get 2 · 1/7 · 5/6, 8/21 and 8/21 (ngx_http_upstream_random_module.c)', () => {
    const share = shares(made('random-choices', fleet(5, 1, 1), { surroundings: chance(3) }), 100_000);
    expect(Math.abs((share.a ?? 0) - 1000 / 42)).toBeLessThan(0.5);
    for (const id of ['b', 'c']) expect(Math.abs((share[id] ?? 0) - 800 / 21)).toBeLessThan(0.6);
  });

  it('HAProxy, which may draw one twice, gives idle ones of 5:1:1 just that', () => {
    const options = { system: 'haproxy' };
    const share = shares(made('random-choices', fleet(5, 1, 1), { options, surroundings: chance(3) }), 100_000);
    expect(Math.abs((share.a ?? 0) - 500 / 7)).toBeLessThan(0.6);
  });
});

describe('peak EWMA', () => {
  it.each([
    [20, 5, 120],
    [30, 0, 30],
    [0, 3, 1_000_003],
    [0, 0, 10],
    [50, 2, 150],
  ])('costs at %d ms with %d in flight: %d (Envoy cost_test.cc)', (rtt, active, expected) => {
    expect(envoyCost(rtt, active, 10)).toBe(expected);
  });

  it.each([
    [0, 'new', 11],
    [0, 'known', 9],
    [30, 'known', 11],
  ])(
    'believes with Envoy, default of %d, that a new one takes 10 ms or what is said: %s before %d ms',
    (defaultRttMs, first, ms) => {
      // Both are drawn, the known one first.
      const [slow, fresh] = [contender({ id: 'known' }), contender({ id: 'new' })];
      const policy = made('peak-ewma', [slow, fresh], { options: { system: 'envoy', defaultRttMs } });
      policy.finished?.(slow, { latencyMs: ms, failed: false });
      expect(picks(policy, 1)).toBe(first);
    },
  );

  it('decays and peaks as tower does (compound_decay)', () => {
    const estimate = new PeakEstimate(1000, { estimateMs: 20, at: 0 });
    expect(finagleCost(estimate.decayed(0), 0)).toBe(20);
    estimate.observe(200, 300);
    expect(finagleCost(estimate.decayed(300), 1)).toBe(400);
    estimate.observe(200, 400);
    expect(finagleCost(estimate.decayed(400), 0)).toBe(200);
    expect(finagleCost(estimate.decayed(1400), 0)).toBeLessThan(100);
  });

  it('blends 50 ms into 100 ms after one second: 95.2419 ms (calculated)', () => {
    const estimate = new PeakEstimate(10_000, { estimateMs: 100, at: 0 });
    estimate.observe(50, 1000);
    expect(estimate.lastMs).toBeCloseTo(95.2419, 4);
  });

  it('sends one request to a node twice as slow, and then none (Finagle P2CPeakEwmaTest)', () => {
    // Finagle's test lets no time pass between answers, so nothing decays.
    const nodes = times(10).map((_, index) => contender({ id: `${index}` }));
    const policy = made('peak-ewma', nodes, { surroundings: chance(4) });
    const served: Record<string, number> = {};
    for (let request = 0; request < 500; request++) {
      const picked = policy.pick({});
      if (picked === null) throw new Error('none');
      served[picked.id] = (served[picked.id] ?? 0) + 1;
      const latencyMs = picked.id === '0' ? 200 : 100;
      policy.finished?.(picked, { latencyMs, failed: false });
    }
    expect(served['0']).toBe(1);
  });
});

describe('bounded loads', () => {
  it.each([
    [2, '2 1 0 4 3'],
    [6, '4 0 2 3 1'],
    [7, '0 1 4 3 2'],
  ])('shuffles by hash %d: %s (Envoy bounded_load_hlb_test.cc)', (seed, expected) => {
    expect([...shuffledBy({ high: 0, low: seed }, 5)].join(' ')).toBe(expected);
  });

  const over = (full: readonly number[], count = 5) => {
    const all = sharesOf(keyed(Array.from({ length: count }, (_, index) => `${index}`)));
    const fullness: Fullness = ({ instance }) => {
      const place = full.indexOf(Number(instance.id));
      return place < 0 ? 0.5 : (102 + place) / 100;
    };
    return envoyBounded(
      (hash) => all[hash.low]?.instance ?? null,
      all,
      () => fullness,
    );
  };

  it.each([
    [[2], 2, '1'],
    [[0, 1, 2], 2, '4'],
    [[], 3, '3'],
  ])('with %j full, hash %d goes to %s (the same)', (full, hash, expected) => {
    expect(over(full)({ high: 0, low: hash }, 0)?.id).toBe(expected);
  });

  it('goes to the least full where all are (AllHostsOverloaded)', () => {
    expect(over([1, 0, 2], 3)({ high: 0, low: 0 }, 0)?.id).toBe('1');
  });

  it('passes an instance over by what it really has in flight (ActualHostOverloaded)', () => {
    const instances = keyed(['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80']);
    const policy = made('bounded-load', instances, { options: { balanceFactor: 120 } });
    const owner = instances.find((instance) => instance === policy.pick({ key: 'hot' }));
    if (owner === undefined) throw new Error('none');
    owner.active = 9;
    expect(policy.pick({ key: 'hot' })).not.toBe(owner);
  });

  it.each([
    [99, 150, 10, 15],
    [0, 150, 10, 1],
    [9, 125, 10, 2],
  ])('Envoy: %d in flight at %d %% of %d: %d slots (calculated)', (active, factor, count, expected) => {
    expect(envoySlots(active, { factor, share: 1 / count })).toBe(expected);
  });

  it.each(['envoy', 'haproxy'])('%s adds up what is in flight once a pick, not once a candidate', (rule) => {
    let read = 0;
    const full = keyed(Array.from({ length: 50 }, (_, index) => `10.0.0.${index}:80`)).map((one) => ({
      ...one,
      get active() {
        read++;
        return 1000;
      },
    }));
    const last = contender({ id: 'last', key: '10.0.1.1:80' });
    const policy = made('bounded-load', [...full, last], { options: { rule, balanceFactor: 101 } });
    for (let key = 0; key < 20; key++) expect(policy.pick({ key: `${key}` })).toBe(last);
    // Each once for the sum, and once as a candidate.
    expect(read).toBeLessThanOrEqual(20 * 2 * 50);
  });

  it('HAProxy spreads the rest of the slots (calculated from lb_chash.c)', () => {
    const slots = (weights: readonly number[], served: number) => {
      const slotsOf = haproxySlots(weights, 125);
      return weights.map((_, place) => slotsOf(place, served)).join(' ');
    };
    expect(slots(new Array<number>(10).fill(1), 9)).toBe('1 1 1 2 1 1 2 1 1 2');
    expect(slots([1, 2, 3], 10)).toBe('2 5 7');
  });

  it.each([
    ['envoy', 105],
    ['envoy', 125],
    ['haproxy', 110],
    ['haproxy', 125],
  ])('%s holds everybody to the bound at %d %% under one hot key', (rule, balanceFactor) => {
    const instances = keyed(Array.from({ length: 10 }, (_, index) => `10.0.0.${index}:80`));
    const policy = made('bounded-load', instances, { options: { rule, balanceFactor } });
    for (let request = 0; request < 1000; request++) {
      const picked = instances.find((instance) => instance === policy.pick({ key: 'hot' }));
      if (picked !== undefined) picked.active++;
    }
    const most = Math.max(...instances.map(({ active }) => active));
    // Envoy passes over only who has more than the slots, so one more gets in.
    expect(most).toBeLessThanOrEqual(Math.ceil((1000 * balanceFactor) / 1000) + (rule === 'envoy' ? 2 : 1));
  });
});
