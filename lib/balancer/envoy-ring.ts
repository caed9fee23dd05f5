import { murmur2 } from './hash/murmur2';
import { xxHash64 } from './hash/xxhash64';
import type { Share } from './hash-lookup';
import { buildRing, type Ring, type RingPoint } from './ring';

/** How Envoy builds its ring. */
export interface EnvoyRingOptions {
  readonly hash: string;
  readonly minimumRingSize: number;
  readonly maximumRingSize: number;
}

/**
 * Envoy's ring (ring_hash_lb.cc): the least share gets whole points, the others by a running sum, of `<key>_<i>`. The ring
 * is sized anew for every list, which moves more keys than the removed instance had.
 */
export function envoyRing(shares: readonly Share[], options: EnvoyRingOptions): Ring {
  const hash = options.hash === 'murmur2' ? murmur2 : xxHash64;
  const least = shares.reduce((smallest, { share }) => Math.min(smallest, share), 1);
  const scale = Math.min(Math.ceil(least * options.minimumRingSize) / least, options.maximumRingSize);
  const points: RingPoint[] = [];
  let target = 0;
  shares.forEach(({ instance, share }, owner) => {
    target += scale * share;
    for (let index = 0; points.length < target; index++) points.push({ ...hash(`${instance.key}_${index}`), owner });
  });
  return buildRing(points);
}
