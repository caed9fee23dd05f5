import { wholeBelow } from './chance';
import type { Contender } from './contender';
import type { PolicyKind } from './policy';

/** Any of them, evenly. Weights are ignored, as Envoy's RANDOM does. */
export const randomPolicy: PolicyKind<Record<never, never>> = {
  id: 'random',
  source: 'Envoy RANDOM (random_lb.cc)',
  zeroWeight: 'ignored',
  defaults: {},
  create(_, { random }) {
    let instances: readonly Contender[] = [];
    return {
      update(list) {
        instances = list;
      },
      pick: () => instances[wholeBelow(random, instances.length)] ?? null,
    };
  },
};
