import { murmur2 } from './hash/murmur2';
import { xxHash64 } from './hash/xxhash64';
import type { Share } from './hash-lookup';
import { OptionError, wholeOption } from './option-error';
import { buildRing, type Ring } from './ring';
import { ENVOY_MOST_POINTS, roomForPoints } from './ring-points';

/** How Envoy builds its ring. */
export interface EnvoyRingOptions extends RingSizes {
  readonly hash: string;
}

export interface RingSizes {
  readonly minimumRingSize: number;
  readonly maximumRingSize: number;
}

/**
 * Envoy's ring (ring_hash_lb.cc): the least share gets whole points, the others by a running sum, of `<key>_<i>`. The ring
 * is sized anew for every list, which moves more keys than the removed instance had.
 */
export function envoyRing(shares: readonly Share[], options: EnvoyRingOptions): Ring {
  const hash = options.hash === 'murmur2' ? murmur2 : xxHash64;
  const ends = ringEnds(
    shares.map(({ share }) => share),
    options,
  );
  const points = roomForPoints(ends.at(-1) ?? 0);
  let at = 0;
  shares.forEach(({ instance: { key } }, owner) => {
    const from = at;
    for (; at < (ends[owner] ?? 0); at++) {
      const { high, low } = hash(`${key}_${at - from}`);
      points.highs[at] = high;
      points.lows[at] = low;
      points.owners[at] = owner;
    }
  });
  return buildRing(points);
}

/** Refuses sizes Envoy would not start with. */
export function checkRingSizes({ minimumRingSize, maximumRingSize }: RingSizes): void {
  wholeOption('minimumRingSize', minimumRingSize, [1, ENVOY_MOST_POINTS]);
  wholeOption('maximumRingSize', maximumRingSize, [1, ENVOY_MOST_POINTS]);
  if (minimumRingSize > maximumRingSize)
    throw new OptionError(`ring hash: minimum_ring_size (${minimumRingSize}) > maximum_ring_size (${maximumRingSize})`);
}

/** How many points the ring of such weights has; who has none is left out. */
export function envoyRingPoints(weights: readonly number[], sizes: RingSizes): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.filter((weight) => weight > 0).map((weight) => weight / total);
  return Math.min(ringEnds(shares, sizes).at(-1) ?? 0, ENVOY_MOST_POINTS);
}

/** How many points there are when each share has got its own; the last number is that of all. */
function ringEnds(shares: readonly number[], { minimumRingSize, maximumRingSize }: RingSizes): readonly number[] {
  const least = shares.reduce((smallest, share) => Math.min(smallest, share), 1);
  const scale = Math.min(Math.ceil(least * minimumRingSize) / least, maximumRingSize);
  let target = 0;
  return shares.map((share) => {
    target += scale * share;
    return Math.ceil(target);
  });
}
