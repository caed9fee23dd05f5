import { wholeBelow } from './chance';
import type { Contender } from './contender';
import type { PolicyKind } from './policy';

const DEFAULTS = {
  /** Where many balance side by side, as Envoy's workers do, they must not all begin with the first instance. */
  randomStart: false,
};

/** One after the other; the count goes on over changes of the list. Weights are ignored. */
export const roundRobin: PolicyKind<typeof DEFAULTS> = {
  id: 'round-robin',
  source: 'Envoy ROUND_ROBIN with equal weights (round_robin_lb.h)',
  zeroWeight: 'ignored',
  hashBits: 0,
  defaults: DEFAULTS,
  create({ randomStart }, { random }) {
    let instances: readonly Contender[] = [];
    let next = randomStart ? wholeBelow(random, 2 ** 20) : 0;
    return {
      update(list) {
        instances = list;
      },
      pick: () => instances[next++ % instances.length] ?? null,
    };
  },
};
