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
        "round-robin ae537297bac45b2c",
        "weighted-round-robin c37fe3c92aafdfe3",
        "random 64bfc2f041c34175",
        "weighted-random 2b7c1e0f0a36b19d",
        "least-request 753e1f057116525d",
        "least-connections 64d79d1f44c59edb",
        "random-choices 0efb1c98ef205137",
        "peak-ewma 483377e2cd2fb856",
        "ring-hash f80acc4a09bb693b",
        "ketama 1691748c95d034ae",
        "nginx-hash abaa784b7f404a8a",
        "maglev 830d6e418f87165a",
        "rendezvous 1937b334a3beee15",
        "jump e404f6906893cf02",
        "bounded-load 0124cda6462fdfcf",
        "ip-hash d46b7a4a2b792658",
        "random-subsetting efb9b1c39e593c25",
      ]
    `);
  });
});
