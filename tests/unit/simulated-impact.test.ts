import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { percentOf, utilisationWords } from '@/components/actions/utilisation-words';
import { type SaidPolicies, saidPolicy } from '@/lib/actions/said-policy';
import { checkSetting } from '@/lib/config-issues';
import { simulationSchema } from '@/lib/config-simulation';
import type { ActionRequest } from '@/lib/domain/action-request';
import { utilisationsOf } from '@/lib/domain/simulated-impact';
import { SimulatorError } from '@/lib/simulator/simulator-error';
import { acting, operator } from '../support/acting';
import { sampleInstance } from '../support/catalog-samples';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;
const DRAIN: ActionRequest = { kind: 'drain', targets: [{ registry: 'r', instance: 'i0' }], reason: 'slow' };

function fleet(count: number, weights: readonly number[] = []) {
  return scriptedRegistry(
    'r',
    Array.from({ length: count }, (_, index) => {
      const address = `10.0.${index >> 8}.${index & 255}`;
      return observed({ id: `i${index}`, address, endpoints: [`${address}:8080`], weight: weights[index] ?? 1 });
    }),
  );
}

/** What the preview says of the one service, by a policy. */
async function simulated(registry: ReturnType<typeof fleet>, policy?: string, request: ActionRequest = DRAIN) {
  const rule = { registry: null, service: 'web', policy: policy ?? '', options: {} };
  const simulation: SaidPolicies = { policies: policy ? [rule] : [], defaultPolicy: 'round-robin' };
  await using test = await acting([registry], { simulation });
  const preview = await test.actions.preview(request, operator(), never);
  return preview.simulation;
}

const sharesOf = (answer: Awaited<ReturnType<typeof simulated>>) =>
  answer[0]?.shares
    .toSorted((one, other) => (one.instance < other.instance ? -1 : 1))
    .map(({ before, after }) => [before, after].map((share) => Math.round(100 * share)));

describe('what a preview simulates', () => {
  it('is round robin where nothing is said: equal parts, whatever the weights', async () => {
    const answer = await simulated(fleet(3, [5, 1, 1]));
    expect(answer).toMatchObject([{ registry: 'r', service: 'web', policy: 'round-robin', isConfigured: false }]);
    expect(sharesOf(answer)).toEqual([
      [33, 0],
      [33, 50],
      [33, 50],
    ]);
  });

  it.each(['weighted-round-robin', 'weighted-random', 'least-connections', 'random-choices', 'maglev', 'rendezvous'])(
    'is %s where that is said, which follows the weights',
    async (policy) => {
      const answer = await simulated(fleet(3, [1, 2, 1]), policy);
      expect(answer).toMatchObject([{ policy, isConfigured: true, picks: 5000 }]);
      const shares = answer[0]?.shares.toSorted((one, other) => (one.instance < other.instance ? -1 : 1)) ?? [];
      const [first, second, third] = shares;
      expect(first?.after).toBe(0);
      for (const [share, before, after] of [
        [second, 1 / 2, 2 / 3],
        [third, 1 / 4, 1 / 3],
      ] as const) {
        expect(Math.abs((share?.before ?? 0) - before)).toBeLessThan(0.04);
        expect(Math.abs((share?.after ?? 0) - after)).toBeLessThan(0.04);
      }
    },
  );

  it('is the same for whoever looks', async () => {
    expect(await simulated(fleet(5), 'random')).toEqual(await simulated(fleet(5), 'random'));
  });

  it('says so where a service is too large to be shown', async () => {
    expect(await simulated(fleet(301))).toMatchObject([{ shares: [], problem: 'It has more than 300 instances.' }]);
    expect(await simulated(fleet(300))).toMatchObject([{ shares: { length: 300 }, problem: null }]);
  });

  it('is refused in words where a table would be too large to be built', async () => {
    const [told] = await simulated(
      fleet(
        10,
        Array.from({ length: 10 }, () => 65_535),
      ),
      'nginx-hash',
    );
    expect(told).toMatchObject({ policy: 'nginx-hash', picks: 0, problem: expect.stringMatching(/points/) });
  });

  it('is left away with its reason where it takes too long or too much: the preview is there nevertheless', async () => {
    const message = 'There was no answer within 5 s.';
    const simulator = {
      answers: () => Promise.reject(new SimulatorError('simulation-too-long', 'There was no answer within 1.2 s.')),
    };
    await using test = await acting([fleet(3)], { simulator });
    const preview = await test.actions.preview(DRAIN, operator(), never);
    expect(preview.simulation).toMatchObject([{ policy: 'round-robin', picks: 0, shares: [], problem: message }]);
    expect(preview.targets).toHaveLength(1);
  });
});

describe('the policy a service is said to use', () => {
  const rules: SaidPolicies = {
    policies: [
      { registry: 'r', service: 'shop/*', policy: 'maglev', options: { tableSize: 17 } },
      { registry: null, service: 'shop/*', policy: 'random', options: {} },
    ],
    defaultPolicy: 'least-request',
  };

  it.each([
    [{ registry: 'r', service: 'shop/cart' }, 'maglev', true],
    [{ registry: 'q', service: 'shop/cart' }, 'random', true],
    [{ registry: 'q', service: 'web' }, 'least-request', false],
  ])('of %j is that of the first rule: %s', (place, policy, isConfigured) => {
    expect(saidPolicy(rules, place)).toMatchObject({ policy, isConfigured });
  });
});

describe('simulation in the configuration', () => {
  const read = (yaml: string) => {
    const result = checkSetting(simulationSchema, parse(yaml));
    return 'value' in result ? result.value : result.issues.join('\n');
  };

  it('is round robin for all where nothing is said', () => {
    expect(read('{}')).toEqual({ policies: [], defaultPolicy: 'round-robin' });
    expect(read('{ policies: [{ service: "shop*", policy: maglev, options: { tableSize: 251 } }] }')).toMatchObject({
      policies: [{ registry: null, service: 'shop*', policy: 'maglev', options: { tableSize: 251 } }],
    });
  });

  it.each([
    ['{ defaultPolicy: fastest }', 'defaultPolicy: expected one of round-robin, weighted-round-robin,'],
    ['{ policies: [{ policy: fastest }] }', 'policies.0.policy: expected one of round-robin,'],
    [
      '{ policies: [{ policy: maglev, options: { tableSize: 8 } }] }',
      'policies.0.options: The table size of maglev must be prime number',
    ],
    ['{ policies: [{ policy: random, options: { seed: 1 } }] }', 'policies.0.options: random has no option seed'],
    ['{ policies: [{ service: web }] }', 'policies.0.policy'],
  ])('%s: %s', (yaml, expected) => {
    expect(read(yaml)).toContain(expected);
  });
});

describe('utilisation', () => {
  const shares = [
    { instance: 'i0', before: 0.25, after: 0 },
    { instance: 'i1', before: 0.25, after: 0.5 },
    { instance: 'i2', before: 0.5, after: 0.5 },
    { instance: 'i3', before: 0, after: 0.1 },
  ];
  const members = new Map(
    ['i0', 'i1', 'i2'].map((id, index) => [id, sampleInstance(id, { address: `10.0.0.${index}`, port: 80 })]),
  );
  const words = (present: string, limit: string) =>
    utilisationWords(shares, { present: percentOf(present), limit: percentOf(limit) }, members);

  it('grows as the share does, and is not guessed of one that joins', () => {
    expect(utilisationsOf(shares, 0.6)).toEqual([
      { instance: 'i0', before: 0.6, after: 0 },
      { instance: 'i1', before: 0.6, after: 1.2 },
      { instance: 'i2', before: 0.6, after: 0.6 },
      { instance: 'i3', before: 0, after: null },
    ]);
  });

  it('tells who goes past the limit', () => {
    expect(words('60', '80')).toBe('1 of 2 goes past 80 %: 10.0.0.1:80 at 120 %. Of 1 that joins nothing is known.');
    expect(words('60', '50')).toContain('2 of 2 go past 50 %: 10.0.0.1:80 at 120 %, 10.0.0.2:80 at 60 %.');
    expect(words('30', '80')).toContain('None goes past 80 %: the busiest is then at 60 %.');
  });

  it.each(['', 'much', '-1', '1e3', '5000'])('is nothing while %j is typed', (typed) => {
    expect(percentOf(typed)).toBeNull();
    expect(words(typed, '80')).toMatch(/^How busy/);
  });

  it('is nobody’s where nobody is left', () => {
    expect(utilisationWords([{ instance: 'i0', before: 1, after: 0 }], { present: 0.5, limit: 0.8 }, members)).toBe(
      'Nobody is left to do anything.',
    );
  });
});
