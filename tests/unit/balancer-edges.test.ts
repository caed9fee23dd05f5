import { describe, expect, it } from 'vitest';
import { eligible } from '@/lib/balancer/eligible';
import { envoyBounded, envoyFullness, envoySlots, type Fullness } from '@/lib/balancer/envoy-bounded';
import { haproxySlots } from '@/lib/balancer/haproxy-bounded';
import { sharesOf } from '@/lib/balancer/hash-lookup';
import { nearestPoint } from '@/lib/balancer/ring';
import { SmoothWeighted } from '@/lib/balancer/smooth-weighted';
import { contender, counts, fleet, keyed, known, made, STILL, times } from '../support/balancer-fleet';
import { ringOf } from '../support/ring-of';

describe('what smooth weighted round robin owes', () => {
  it('of {5,1,1} is this after each pick, and nothing after all (NGINX commit 52327e0627f4)', () => {
    const policy = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, STILL.now);
    policy.update(fleet(5, 1, 1));
    const seen = Array.from({ length: 7 }, () => {
      policy.pick();
      return policy.balances.join(',');
    });
    expect(seen.join(' ')).toBe('-2,1,1 -4,2,2 1,-4,3 -1,-3,4 4,-2,-2 2,-1,-1 0,0,0');
  });
});

describe('the bias of Envoy’s least request', () => {
  it('of 0.9 makes one in flight count 2^-0.9 = 0.5359 (calculated)', () => {
    const [a, b] = fleet(1, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    a.active = 1;
    const policy = made('least-request', [a, b], { options: { weights: 'always', activeRequestBias: 0.9 } });
    expect((counts(policy, times(100_000)).a ?? 0) / 100_000).toBeCloseTo(0.5359 / 1.5359, 4);
  });

  it('below 0 is 1 (load_balancers.rst)', () => {
    const [a, b] = fleet(1, 1);
    if (a === undefined || b === undefined) throw new Error('two');
    a.active = 1;
    const policy = made('least-request', [a, b], { options: { weights: 'always', activeRequestBias: -1 } });
    expect((counts(policy, times(90_000)).a ?? 0) / 90_000).toBeCloseTo(1 / 3, 3);
  });
});

describe('bounded loads', () => {
  it('sends hashes of one full instance to different ones (Envoy MultipleHashSameHostOverloaded)', () => {
    const all = sharesOf(keyed(['0', '1', '2', '3', '4']));
    const fullness: Fullness = ({ instance }) => (instance.id === '3' ? 1.02 : 0.5);
    // Everybody is twice in a row on the ring.
    const lookup = envoyBounded(
      (hash) => all[hash.low >> 1]?.instance ?? null,
      all,
      () => fullness,
    );
    expect([6, 7].map((low) => lookup({ high: 0, low }, 0)?.id)).toEqual(['4', '0']);
  });

  it('passes over who has all two in flight at a factor of 1 (Envoy, the instance’s own requests)', () => {
    const [full, other] = [contender({ id: 'full', active: 2 }), contender({ id: 'other' })];
    const all = sharesOf([full, other]);
    expect(envoyFullness(all, 1)()({ instance: full, share: 0.5 })).toBeGreaterThan(1);
    expect(envoyBounded(() => full, all, envoyFullness(all, 1))({ high: 0, low: 2 }, 0)).toBe(other);
  });

  it.each([
    [105, 1050],
    [110, 1100],
    [125, 1250],
  ])('leave room for (1 + eps) m / n: ten thousand at %d %% of ten: %d (Mirrokni et al. 2016)', (factor, room) => {
    expect(envoySlots(9_999, { factor, share: 0.1 })).toBe(room);
    const slotsOf = haproxySlots(new Array<number>(10).fill(1), factor);
    for (let place = 0; place < 10; place++) expect(slotsOf(place, 9_999)).toBe(room);
  });
});

describe('the nearest point of a ring (HAProxy lb_chash.c)', () => {
  const ring = ringOf([10, 20, 4_294_967_290].map((high, owner) => ({ high, low: 0, owner })));

  it.each([
    [12, 0],
    [15, 0],
    [16, 1],
    [20, 1],
    [4_000_000_000, 2],
    [2, 2],
    [3, 0],
  ])('of %d is that of %d', (high, owner) => {
    expect(ring.owners[nearestPoint(ring, { high, low: 0 })]).toBe(owner);
  });
});

describe('panic', () => {
  it('picks the first, second and third of all where two of six are healthy (Envoy MaxUnhealthyPanic)', () => {
    const hosts = fleet(1, 1, 1, 1, 1, 1).map((host, index) => ({
      ...host,
      health: index < 2 ? ('passing' as const) : ('critical' as const),
      rotation: 'in' as const,
    }));
    const policy = made('round-robin', eligible(hosts).instances);
    expect([1, 2, 3].map(() => policy.pick({})?.id)).toEqual(['a', 'b', 'c']);
    const recovered = hosts.map((host, index) => ({ ...host, health: index < 4 ? ('passing' as const) : host.health }));
    const healthy = made('round-robin', eligible(recovered).instances);
    expect([1, 2, 3, 4, 5].map(() => healthy.pick({})?.id)).toEqual(['a', 'b', 'c', 'd', 'a']);
  });
});

describe('the ring of Envoy, sized anew when one leaves (calculated, 20,000 keys)', () => {
  it.each([
    [3, 0.405, 0.337],
    [5, 0.292, 0.179],
    [10, 0.161, 0.091],
    [50, 0.014, 0.014],
  ])('of %d moves %f of the keys though the one had %f', (count, expectedMoved, expectedOwned) => {
    const instances = keyed(Array.from({ length: count }, (_, index) => `10.0.0.${index + 1}:8080`));
    const [gone] = instances;
    const policy = known('ring-hash').create({}, STILL);
    const keys = Array.from({ length: 20_000 }, (_, index) => ({ key: `k${index}` }));
    policy.update(instances);
    const before = keys.map((key) => policy.pick(key));
    policy.update(instances.slice(1));
    const moved = keys.filter((key, index) => policy.pick(key) !== before[index]).length / keys.length;
    const owned = before.filter((owner) => owner === gone).length / keys.length;
    // The reference names no keys: these are as many others.
    expect(Math.abs(moved - expectedMoved)).toBeLessThan(0.008);
    expect(Math.abs(owned - expectedOwned)).toBeLessThan(0.006);
  });
});
