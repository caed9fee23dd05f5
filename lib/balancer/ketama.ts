import { wholeBelow } from './chance';
import type { Contender } from './contender';
import { ketamaHash, ketamaPoints, ketamaRing } from './ketama-ring';
import type { PolicyKind } from './policy';
import { findPoint } from './ring';
import { MOST_POINTS } from './ring-points';

/** memcached's consistent hashing: md5, 160 points an instance. A request's 64-bit hash gives its lower half. */
export const ketama: PolicyKind<Record<never, never>> = {
  id: 'ketama',
  source: 'libketama (github.com/RJ/ketama, ketama.c)',
  zeroWeight: 'one',
  hashBits: 32,
  table: { most: MOST_POINTS, points: ketamaPoints },
  defaults: {},
  create(_, { random }) {
    let instances: readonly Contender[] = [];
    let ring = ketamaRing([]);
    return {
      update(list) {
        instances = list;
        ring = ketamaRing(list);
      },
      pick({ key, hash, attempt = 0 }) {
        const low = hash?.low ?? (key === undefined ? wholeBelow(random, 2 ** 32) : ketamaHash(key));
        const at = (findPoint(ring, { high: 0, low }) + attempt) % Math.max(ring.owners.length, 1);
        return instances[ring.owners[at] ?? -1] ?? null;
      },
    };
  },
};
