import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { POLICIES } from '@/lib/balancer/policies';
import type { Scenario } from '@/lib/simulation/scenario';
import { simulationAnswer } from '@/lib/simulator/simulation-answer';
import { fleet, poissonTraffic, scenarioOf } from '../support/simulated';

/** Everything in one: skewed keys, uneven weights, a slow one, a failing one, time-outs and retries, three balancers. */
const SCENARIO: Scenario = scenarioOf({
  seed: 'golden',
  instances: fleet(7, { queueLimit: 50 }).map((one, i) => ({ ...one, weight: (i % 3) + 1 })),
  traffic: {
    ...poissonTraffic(7, 0.7, 6_000),
    serviceTime: { kind: 'log-normal', meanMs: 1, sigma: 1 },
    keys: { kind: 'zipf', count: 500, exponent: 1.1 },
    timeoutMs: 40,
    retries: 2,
    limitMs: 5,
  },
  events: [
    { atMs: 100, kind: 'slow', instance: 'i1', slowness: 4 },
    { atMs: 300, kind: 'fail', instance: 'i2', answersAfterMs: 0.1 },
    { atMs: 500, kind: 'drain', instance: 'i3' },
    { atMs: 600, kind: 'recover', instance: 'i2' },
  ],
  balancers: 3,
  staleMs: 2,
  panicPercent: 50,
});

function answerOf(policy: string): string {
  return JSON.stringify(simulationAnswer({ policy, options: {}, asked: { load: SCENARIO } }));
}

describe('the same seed', () => {
  it('gives the same bytes on every machine, whatever the policy', () => {
    const hashes = POLICIES.map(({ id }) => {
      const answer = answerOf(id);
      expect(answerOf(id), id).toBe(answer);
      return `${id} ${createHash('sha256').update(answer).digest('hex').slice(0, 16)}`;
    });
    // What a pasted link shows is in here: it changes only where a policy or the engine is meant to.
    expect(hashes).toMatchInlineSnapshot(`
      [
        "round-robin c2d87d1e9d2bd96c",
        "weighted-round-robin 78389dea483f59ea",
        "random f87a5d3d5ac3acae",
        "weighted-random c601900e01deacd8",
        "least-request 93fbae65824f830b",
        "least-connections ec4a020da0dde768",
        "random-choices db6cde008131a1ac",
        "peak-ewma f4c8bd8b111151ff",
        "ring-hash cd67beb833aa9fd6",
        "ketama 8f50f9ab204d2ccb",
        "nginx-hash 6fcbd6ccbda7d426",
        "maglev 30e64791de9b1285",
        "rendezvous 12dadbb5ba11589c",
        "jump 62afd8302880a458",
        "bounded-load 4345a887219720ee",
        "ip-hash 790135bee7ba52ea",
        "random-subsetting 9adff9f04e764ee7",
      ]
    `);
  });
});
