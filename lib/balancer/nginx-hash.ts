import type { Contender } from './contender';
import { crc32 } from './hash/crc32';
import { nginxPoints } from './nginx-points';
import type { PolicyKind } from './policy';
import { findPoint } from './ring';
import { SmoothWeighted } from './smooth-weighted';
import { weightedSlot } from './weighted-slot';

const DEFAULTS = {
  /** `hash key consistent`; without it, `hash key`: one more or fewer moves nearly every key. */
  consistent: true,
};

const MOST_TRIES = 20;

/** NGINX's hash of a key. Without a key, and after 20 retries, it is its weighted round robin. */
export const nginxHash: PolicyKind<typeof DEFAULTS> = {
  id: 'nginx-hash',
  source: 'NGINX hash (ngx_http_upstream_hash_module.c)',
  zeroWeight: 'refused',
  defaults: DEFAULTS,
  create({ consistent }, { now }) {
    const fallback = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let instances: readonly Contender[] = [];
    let ring = nginxPoints([]);
    return {
      update(list) {
        instances = list.filter((instance) => instance.weight > 0);
        fallback.update(instances);
        if (consistent) ring = nginxPoints(instances);
      },
      pick({ key = '', attempt = 0 }) {
        if (key === '' || attempt > MOST_TRIES) return fallback.pick();
        if (!consistent) return weightedSlot(instances, plainHash(key, attempt));
        const at = (findPoint(ring, { high: 0, low: crc32(key) }) + attempt) % Math.max(ring.owners.length, 1);
        return instances[ring.owners[at] ?? -1] ?? null;
      },
    };
  },
};

/** Every retry adds the hash of the key with the retry's number before it. */
function plainHash(key: string, attempt: number): number {
  let sum = 0;
  for (let retry = 0; retry <= attempt; retry++) sum += (crc32(retry === 0 ? key : `${retry}${key}`) >>> 16) & 0x7fff;
  return sum;
}
