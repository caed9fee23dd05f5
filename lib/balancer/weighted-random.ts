import { weightedDraw } from './chance';
import type { Contender } from './contender';
import type { PolicyKind } from './policy';

/** Any of them, in proportion to the weights of the last update. */
export const weightedRandom: PolicyKind<Record<never, never>> = {
  id: 'weighted-random',
  source: 'NGINX random (ngx_http_upstream_random_module.c)',
  zeroWeight: 'refused',
  hashBits: 0,
  defaults: {},
  create(_, { random }) {
    let instances: readonly Contender[] = [];
    let draw = weightedDraw([]);
    return {
      update(list) {
        instances = list;
        draw = weightedDraw(list.map((instance) => instance.weight));
      },
      pick: () => instances[draw(random)] ?? null,
    };
  },
};
