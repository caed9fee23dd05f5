import type { BalancedRequest } from '../balancer/contender';
import { hash64 } from '../balancer/hash/hash64';
import { KeyedRequest } from './keyed-request';
import { LongestRun } from './longest-run';
import { Picker } from './picker';
import type { ChosenPolicy } from './run';
import type { SimulatedInstance } from './scenario';
import { type ShareStatistics, shareStatistics } from './share-statistics';
import { workingSteps } from './working-steps';

/** Picks without time. */
export interface SharesAsked {
  readonly instances: readonly SimulatedInstance[];
  readonly seed: string;
  readonly asked:
    | { readonly requests: number }
    | { readonly keys: readonly string[] }
    | { readonly hashes: readonly bigint[] };
  readonly panicPercent: number;
  /** How many of the first picks are kept. */
  readonly keepPicks: number;
  /** How many of the latest picks are still in flight; absent: all where the policy bounds loads, else none. */
  readonly inFlight?: number;
}

export interface SharesAnswer {
  readonly policy: string;
  /** Places in the instances asked; -1 where there was none. */
  readonly picks: readonly number[];
  readonly shares: ShareStatistics;
  /** The most picks of one instance after one another, of all picks. */
  readonly longestRun: number;
  readonly withoutInstance: number;
}

/** Yields the share done, 0 to 1. @throws OptionError where the policy's system would refuse the options */
export function* simulateShares(asked: SharesAsked, chosen: ChosenPolicy): Generator<number, SharesAnswer> {
  const { instances, seed, panicPercent } = asked;
  const picker = new Picker(instances, chosen, { seed, panicPercent, inFlight: asked.inFlight ?? null });
  const weights = picker.update(() => true);
  const { count, request } = requestsOf(asked.asked);
  const picks = new Int32Array(count);
  const counts = new Float64Array(instances.length);
  const steps = workingSteps(instances.length);
  const longestRun = new LongestRun();
  let withoutInstance = 0;
  for (let at = 0; at < count; at++) {
    if (at > 0 && at % steps === 0) yield at / count;
    const place = picker.pick(request(at));
    picks[at] = place;
    longestRun.add(place);
    if (place < 0) withoutInstance += 1;
    else counts[place] = (counts[place] as number) + 1;
  }
  return {
    policy: chosen.policy.id,
    picks: [...picks.subarray(0, asked.keepPicks)],
    shares: shareStatistics(
      instances.map(({ id }) => id),
      counts,
      weights,
    ),
    longestRun: longestRun.length,
    withoutInstance,
  };
}

const ANY: BalancedRequest = {};

function requestsOf(asked: SharesAsked['asked']): {
  readonly count: number;
  readonly request: (at: number) => BalancedRequest;
} {
  if ('keys' in asked) {
    const { keys } = asked;
    return { count: keys.length, request: (at) => new KeyedRequest(keys[at] ?? '', 0) };
  }
  if ('hashes' in asked) {
    const { hashes } = asked;
    return { count: hashes.length, request: (at) => ({ hash: hash64(hashes[at] ?? 0n) }) };
  }
  return { count: asked.requests, request: () => ANY };
}
