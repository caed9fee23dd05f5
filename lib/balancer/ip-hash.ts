import type { PolicyKind } from './policy';
import { SmoothWeighted } from './smooth-weighted';
import { weightedSlots } from './weighted-slots';

const MOST_TRIES = 20;

/**
 * The client's address decides: the first three bytes of IPv4 (a /24 stays together), all of IPv6. No address counts as
 * 0.0.0, as NGINX has it; after 20 retries it is weighted round robin. It hashes bytes of an address, so that a request's
 * own hash is of no use to it. Weights are made whole ones.
 */
export const ipHash: PolicyKind<Record<never, never>> = {
  id: 'ip-hash',
  source: 'NGINX ip_hash (ngx_http_upstream_ip_hash_module.c)',
  zeroWeight: 'refused',
  hashBits: 0,
  defaults: {},
  create(_, { now }) {
    const fallback = new SmoothWeighted({ maxFails: 0, failTimeoutMs: 0 }, now);
    let slotOf = weightedSlots([]);
    return {
      update(list) {
        const instances = list.filter((instance) => instance.weight > 0);
        fallback.update(instances);
        slotOf = weightedSlots(instances);
      },
      pick({ client, attempt = 0 }) {
        if (attempt > MOST_TRIES) return fallback.pick();
        const bytes = client === undefined ? [0, 0, 0] : addressBytes(client);
        let hash = 89;
        for (let retry = 0; retry <= attempt; retry++) for (const byte of bytes) hash = (hash * 113 + byte) % 6271;
        return slotOf(hash);
      },
    };
  },
};

function addressBytes(address: string): readonly number[] {
  const parts = address.split('.').map(Number);
  if (parts.length === 4 && parts.every((part) => part >= 0 && part <= 255)) return parts.slice(0, 3);
  const [left = '', right] = address.split('::');
  const head = groups(left);
  const tail = right === undefined ? [] : groups(right);
  const zeros = new Array<number>(Math.max(0, 8 - head.length - tail.length)).fill(0);
  const all = right === undefined ? head : [...head, ...zeros, ...tail];
  const isWhole = all.length === 8 && all.every((group) => group >= 0 && group <= 0xffff);
  return isWhole ? all.flatMap((group) => [group >> 8, group & 0xff]) : [0, 0, 0];
}

function groups(text: string): readonly number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
