import { wholeBelow } from '@/lib/balancer/chance';
import { randomStream } from '@/lib/simulation/random-stream';
import { simulateLoad } from '@/lib/simulation/simulate-load';
import { chosen, ended, fleet, poissonTraffic, scenarioOf } from '../support/simulated';

/** Over ten instances at a load of 0.8, drawn with replacement: calculated over 2 * 10^8 events. */
export const CALCULATED_MEAN_MS = 2.164;

const INSTANCES = 10;
const LOAD = 0.8;

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
    const scenario = scenarioOf({ instances: fleet(INSTANCES), traffic: poissonTraffic(INSTANCES, LOAD, requests) });
    const answer = ended(simulateLoad(scenario, chosen('least-request'), { picks: 1000, columns: 128 }));
    meanMs = answer.responseTimeMs?.mean ?? Number.NaN;
  });
  return { ours, floor, meanMs };
}
