import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError } from '@/lib/balancer/option-error';
import { POLICIES } from '@/lib/balancer/policies';
import type { PolicyOptions } from '@/lib/balancer/policy';
import { chance, contender, keyed, known, made, picks, STILL } from '../support/balancer-fleet';

/** Whatever somebody may write; large tables alone are left out, which only take their time. */
const numbers = fc.oneof(
  fc.constantFrom(-1e308, -5, -0.5, -0, 0, 1e-300, 0.5, 1, 1.5, 2, 11, 100, 101, 150, 251, 1e9, 1e308, Number.NaN),
  fc.double({ min: -10, max: 1000 }),
  fc.integer({ min: -10, max: 1000 }),
);

function valueLike(given: PolicyOptions[string], words: readonly string[] | undefined) {
  if (words !== undefined) return fc.constantFrom(...words);
  return typeof given === 'boolean' ? fc.boolean() : numbers;
}

describe.each(POLICIES.map((policy) => [policy.id, policy] as const))('%s', (_, policy) => {
  const options = fc.record(
    Object.fromEntries(
      Object.entries(policy.defaults).map(([name, value]) => [name, valueLike(value, policy.words[name])]),
    ),
    { requiredKeys: [] },
  ) as fc.Arbitrary<PolicyOptions>;
  const weights = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.01, max: 20, noNaN: true })), {
    minLength: 1,
    maxLength: 5,
  });

  it('refuses its options or picks somebody among healthy instances, whatever the options', () => {
    fc.assert(
      fc.property(options, weights, fc.array(fc.nat(50), { minLength: 5, maxLength: 5 }), (given, all, active) => {
        let now = 0;
        const surroundings = { random: chance(1).random, now: () => now };
        const list = all.map((weight, index) =>
          contender({ id: `${index}`, key: `10.0.0.${index}:80`, weight, active: active[index] ?? 0 }),
        );
        try {
          const balancer = policy.create(given, surroundings);
          balancer.update(list);
          for (; now < 20; now++) expect(list).toContain(balancer.pick({ key: `${now}`, attempt: now % 3 }));
        } catch (error) {
          if (!(error instanceof OptionError)) throw error;
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('options that would leave nobody to pick', () => {
  it.each([
    ['bounded-load', { rule: 'haproxy', minimumRingSize: 0 }, 'minimumRingSize'],
    ['bounded-load', { rule: 'haproxy', minimumRingSize: -5 }, 'minimumRingSize'],
    ['bounded-load', { rule: 'envoy', minimumRingSize: 0.5 }, 'minimumRingSize'],
    ['weighted-round-robin', { algorithm: 'edf', slowStartMs: 1000, slowStartAggression: 0 }, 'slowStartAggression'],
    ['weighted-round-robin', { slowStartMs: -1 }, 'slowStartMs'],
    ['weighted-round-robin', { slowStartMinimumPercent: -50 }, 'slowStartMinimumPercent'],
    ['weighted-round-robin', { failTimeoutMs: -1 }, 'failTimeoutMs'],
    ['least-request', { slowStartAggression: 0 }, 'slowStartAggression'],
    ['least-request', { slowStartMinimumPercent: 101 }, 'slowStartMinimumPercent'],
    ['least-connections', { system: 'haproxy', slowStartMs: -1 }, 'slowStartMs'],
  ] as const)('%s %j is refused by name', (id, options, name) => {
    expect(() => known(id).create(options, STILL)).toThrow(OptionError);
    expect(() => known(id).create(options, STILL)).toThrow(name);
  });
});

describe('a request’s own hash', () => {
  const hash = (low: number) => ({ hash: { high: 0, low } });

  it('goes to the same instance every time wherever a policy takes hashes', () => {
    for (const { id, hashBits } of POLICIES.filter((policy) => policy.hashBits > 0)) {
      const policy = made(id, keyed(['10.0.0.1:80', '10.0.0.2:80', '10.0.0.3:80']));
      expect(new Set(picks(policy, 6, hash(7)).split(' ')).size, `${id}, ${hashBits} bits`).toBe(1);
    }
  });

  it('is the CRC-32 of a key for NGINX, on its ring and off it', () => {
    // crc32("1") = 0x83dcefb7 and crc32("2") = 0x1ad5be0d; the picks are those of the keys (balancers.md 2.5).
    const servers = keyed(['127.0.0.1:8081', '127.0.0.1:8082', '127.0.0.1:8083']);
    for (const consistent of [true, false]) {
      const policy = made('nginx-hash', servers, { options: { consistent } });
      expect(policy.pick(hash(0x83dcefb7))).toBe(policy.pick({ key: '1' }));
      expect(policy.pick(hash(0x1ad5be0d))).toBe(policy.pick({ key: '2' }));
    }
  });

  it('is of no use to policies that take turns or chances, nor to IP hash, which hashes an address', () => {
    const without = POLICIES.filter((policy) => policy.hashBits === 0).map(({ id }) => id);
    expect(without).toEqual([
      'round-robin',
      'weighted-round-robin',
      'random',
      'weighted-random',
      'least-request',
      'least-connections',
      'random-choices',
      'peak-ewma',
      'ip-hash',
      'random-subsetting',
    ]);
  });
});
