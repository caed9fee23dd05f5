import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { envoyRing } from '@/lib/balancer/envoy-ring';
import { sharesOf } from '@/lib/balancer/hash-lookup';
import { ketamaRing } from '@/lib/balancer/ketama-ring';
import { nginxPoints } from '@/lib/balancer/nginx-points';
import { OptionError } from '@/lib/balancer/option-error';
import { POLICIES } from '@/lib/balancer/policies';
import { wholeWeights } from '@/lib/balancer/whole-weights';
import { counts, fleet, keyed, known, made, picks, STILL } from '../support/balancer-fleet';
import { ringOf } from '../support/ring-of';

const addresses = (count: number) =>
  Array.from({ length: count }, (_, index) => `10.0.${index >> 8}.${index & 255}:8080`);

describe('a ring', () => {
  it('is in order, the first given first among equals, as a stable sort has it', () => {
    // Few different halves, so that many begin alike or are equal.
    const half = fc.oneof(fc.constantFrom(0, 1, 2, 2 ** 31, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(half, half), { maxLength: 60 }), fc.boolean(), (pairs, isNarrow) => {
        const given = pairs.map(([high, low], owner) => ({ high: isNarrow ? 0 : high, low, owner }));
        const { highs, lows, owners } = ringOf(given);
        const sorted = given.toSorted((one, other) => one.high - other.high || one.low - other.low);
        expect(sorted.map((_, at) => ({ high: highs[at], low: lows[at], owner: owners[at] }))).toEqual(sorted);
      }),
    );
  });
});

describe('the points of a table', () => {
  const sizes = { hash: 'xxhash64', minimumRingSize: 1024, maximumRingSize: 8_388_608 };

  it('are as many as the policy said before', () => {
    const weights = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0.5, max: 9, noNaN: true })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(weights, (given) => {
        const list = keyed(addresses(given.length), given);
        const points = (id: string) => known(id).tablePoints({}, given);
        expect(envoyRing(sharesOf(list), sizes).owners).toHaveLength(points('ring-hash'));
        expect(ketamaRing(list).owners).toHaveLength(points('ketama'));
        // Of equal points one is left.
        const { length } = nginxPoints(list).owners;
        expect(length).toBeLessThanOrEqual(points('nginx-hash'));
        expect(length).toBeGreaterThan(0.99 * points('nginx-hash'));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['nginx-hash', new Array<number>(10).fill(65_535), '104,856,000 points, and 2,000,000 are the most'],
    ['ketama', new Array<number>(20_000).fill(1), '3,200,000 points, and 2,000,000 are the most'],
  ])('of %s are refused in words where they would not fit, before and at the update', (id, weights, words) => {
    expect(known(id).fleetProblem({}, weights)).toContain(words);
    const policy = known(id).create({}, STILL);
    expect(() => policy.update(keyed(addresses(weights.length), weights))).toThrow(OptionError);
  });

  it('never are too many for Envoy, whose ring has a maximum of its own', () => {
    for (const id of ['ring-hash', 'bounded-load']) {
      expect(known(id).tablePoints({}, [1, 1e9])).toBe(8_388_608);
      expect(known(id).fleetProblem({}, [1, 1e9])).toBeNull();
    }
    expect(known('ring-hash').tablePoints({ maximumRingSize: 4096 }, [1, 1e9])).toBe(4096);
  });

  it('are none where there is no table', () => {
    const without = POLICIES.filter((policy) => policy.tablePoints({}, [1, 2]) === 0).map(({ id }) => id);
    expect(without).not.toContain('maglev');
    expect(without).toContain('round-robin');
    expect(known('nginx-hash').tablePoints({ consistent: false }, [1e6])).toBe(0);
  });
});

describe('weights that are not whole, in systems that know no others', () => {
  it.each([
    [
      [5, 1, 1],
      [5, 1, 1],
    ],
    [
      [1, 1.5],
      [2, 3],
    ],
    [
      [0.4, 0.4, 0.4],
      [1, 1, 1],
    ],
    [
      [0.1, 0.2, 0],
      [1, 2, 0],
    ],
    [
      [2.5, 5],
      [1, 2],
    ],
    [
      [Math.SQRT2, 1],
      [100, 71],
    ],
    [
      [1e-9, 1],
      [1, 100],
    ],
    [
      [4000.5, 1],
      [4001, 1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])('%j are %j', (given, whole) => {
    expect(wholeWeights(given)).toEqual(whole);
  });

  it.each([
    ['weighted-round-robin', { algorithm: 'block' }],
    ['weighted-round-robin', { algorithm: 'smooth' }],
    ['nginx-hash', { consistent: false }],
    ['ip-hash', {}],
  ])('%s %j gives 1 and 1.5 two and three of five', (id, options) => {
    const requests = Array.from({ length: 20_000 }, (_, index) => ({
      key: `key-${index}`,
      client: `10.${index >> 8}.${index & 255}.1`,
    }));
    const { a = 0 } = counts(made(id, fleet(1, 1.5), { options }), requests);
    expect(Math.abs(a / 20_000 - 0.4)).toBeLessThan(0.012);
  });

  it.each(['nginx-hash', 'weighted-round-robin', 'ip-hash'])('%s picks somebody where all weigh 0.4', (id) => {
    const options = id === 'weighted-round-robin' ? { algorithm: 'block' } : {};
    expect(picks(made(id, fleet(0.4, 0.4), { options }), 3, { key: 'a', client: '10.0.0.1' })).not.toContain('-');
  });

  it('has NGINX’s 160 points for each unit of 1 and 1.5 as 2 and 3', () => {
    const { owners } = nginxPoints(keyed(addresses(2), [1, 1.5]));
    expect([owners.filter((owner) => owner === 0).length, owners.filter((owner) => owner === 1).length]).toEqual([
      320, 480,
    ]);
  });
});
