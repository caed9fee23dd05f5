import type { Contender } from './contender';
import { crc32 } from './hash/crc32';
import { nginxPointCount, nginxPoints } from './nginx-points';
import type { PolicyKind } from './policy';
import { findPoint } from './ring';
import { MOST_POINTS } from './ring-points';
import { SmoothWeighted } from './smooth-weighted';
import { weightedSlots } from './weighted-slots';

const DEFAULTS = {
  /** `hash key consistent`; without it, `hash key`: one more or fewer moves nearly every key. */
  consistent: true,
};

const MOST_TRIES = 20;

/**
 * NGINX's hash of a key; the lower half of a request's hash is taken as the key's CRC-32. With neither, and after 20
 * retries, it is its weighted round robin. Weights are made whole ones.
 */
export const nginxHash: PolicyKind<typeof DEFAULTS> = {
  id: 'nginx-hash',
  source: 'NGINX hash (ngx_http_upstream_hash_module.c)',
  zeroWeight: 'refused',
  hashBits: 32,
  table: { most: MOST_POINTS, points: (weights, { consistent }) => (consistent ? nginxPointCount(weights) : 0) },
  defaults: DEFAULTS,
  create({ consistent }, { now }) {
    const fallback = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let instances: readonly Contender[] = [];
    let ring = nginxPoints([]);
    let slotOf = weightedSlots([]);
    return {
      update(list) {
        instances = list.filter((instance) => instance.weight > 0);
        fallback.update(instances);
        if (consistent) ring = nginxPoints(instances);
        else slotOf = weightedSlots(instances);
      },
      pick({ key = '', hash, attempt = 0 }) {
        if ((key === '' && hash === undefined) || attempt > MOST_TRIES) return fallback.pick();
        const low = hash?.low ?? crc32(key);
        if (!consistent) return slotOf(plainHash(low, hash === undefined ? key : '', attempt));
        const at = (findPoint(ring, { high: 0, low }) + attempt) % Math.max(ring.owners.length, 1);
        return instances[ring.owners[at] ?? -1] ?? null;
      },
    };
  },
};

/** Every retry adds the hash of the key with the retry's number before it; of a hash alone that number is all there is. */
function plainHash(crc: number, key: string, attempt: number): number {
  let sum = (crc >>> 16) & 0x7fff;
  for (let retry = 1; retry <= attempt; retry++) sum += (crc32(`${retry}${key}`) >>> 16) & 0x7fff;
  return sum;
}
