import { wholeBelow } from '@/lib/balancer/chance';
import { policyOf } from '@/lib/balancer/policies';
import { randomStream } from '@/lib/simulation/random-stream';
import type { Scenario } from '@/lib/simulation/scenario';
import { simulateLoad } from '@/lib/simulation/simulate-load';

/** Over ten instances at a load of 0.8, drawn with replacement: calculated over 2 * 10^8 events. */
export const CALCULATED_MEAN_MS = 2.164;

const INSTANCES = 10;

/** What the runs took, in seconds, and the mean response time that was simulated. */
export interface TwoChoices {
  readonly ours: number;
  readonly floor: number;
  readonly meanMs: number;
}

/**
 * So many simulated requests, each to the less busy of two. The floor draws what a request needs and does nothing with it:
 * when it comes, how much work it is, and two instances. Runs in Node and in a browser.
 */
export function twoChoices(requests: number, secondsOf: (work: () => void) => number): TwoChoices {
  const policy = policyOf('least-request');
  if (policy === undefined) throw new Error('no policy');
  const random = randomStream('1', 'floor');
  let drawn = 0;
  const floor = secondsOf(() => {
    for (let request = 0; request < requests; request += 1) {
      drawn -= Math.log(1 - random()) + Math.log(1 - random());
      drawn += wholeBelow(random, INSTANCES) + wholeBelow(random, INSTANCES);
    }
  });
  if (drawn < 0) throw new Error('drew less than nothing');
  let meanMs = Number.NaN;
  const ours = secondsOf(() => {
    const run = simulateLoad(scenarioOf(requests), { policy, options: {} }, { picks: 1000, columns: 128 });
    let step = run.next();
    while (!step.done) step = run.next();
    meanMs = step.value.responseTimeMs?.mean ?? Number.NaN;
  });
  return { ours, floor, meanMs };
}

function scenarioOf(requests: number): Scenario {
  return {
    seed: '1',
    instances: Array.from({ length: INSTANCES }, (_, index) => ({
      id: `i${index}`,
      key: `10.0.0.${index + 1}:8080`,
      weight: 1,
      health: 'passing',
      rotation: 'in',
      slowness: 1,
      concurrency: 1,
      queueLimit: null,
    })),
    traffic: {
      requests,
      warmUp: requests / 20,
      arrivals: { kind: 'poisson', ratePerSecond: 8_000 },
      serviceTime: { kind: 'exponential', meanMs: 1 },
      keys: { kind: 'none' },
      timeoutMs: null,
      retries: 0,
      limitMs: null,
    },
    events: [],
    balancers: 1,
    staleMs: 0,
    panicPercent: 0,
  };
}
