import { wholeBelow } from './chance';
import { ofList } from './of-list';
import type { PolicyKind } from './policy';

/** Any of them, evenly. Weights are ignored, as Envoy's RANDOM does. */
export const randomPolicy: PolicyKind<Record<never, never>> = {
  id: 'random',
  source: 'Envoy RANDOM (random_lb.cc)',
  zeroWeight: 'ignored',
  hashBits: 0,
  defaults: {},
  create: (_, { random }) => ofList((list) => list[wholeBelow(random, list.length)]),
};
