import type { Contender } from './contender';
import type { Hash64 } from './hash/hash64';
import { mersenneTwister } from './hash/mersenne-twister';
import type { HashLookup, Share } from './hash-lookup';
import { OptionError } from './option-error';

/** How full an instance is; above 1 it is passed over. */
export type Fullness = (share: Share) => number;

/** How full they are at this moment: asked once a pick, so that what all have in flight is summed once. */
export type FullnessNow = () => Fullness;

const MOST_FACTOR = 2 ** 32 - 1;

/** Refuses Envoy's hash_balance_factor between 0 (off) and 100. */
export function checkBalanceFactor(factor: number): void {
  if (!Number.isInteger(factor) || (factor !== 0 && factor < 100) || factor > MOST_FACTOR)
    throw new OptionError(`balanceFactor must be 0 (off) or a whole number from 100 to ${MOST_FACTOR}, not ${factor}`);
}

/** Envoy's rule: requests in flight over slots, of which there are `factor` percent of what runs with one more. */
export function envoyFullness(shares: readonly Share[], factor: number): FullnessNow {
  return () => {
    const active = shares.reduce((sum, { instance }) => sum + instance.active, 0);
    return ({ instance, share }) => instance.active / envoySlots(active, { factor, share });
  };
}

/** How many requests an instance may have of `active` in all. */
export function envoySlots(
  active: number,
  { factor, share }: { readonly factor: number; readonly share: number },
): number {
  return Math.max(Math.ceil(Math.floor(((active + 1) * factor + 99) / 100) * share), 1);
}

/**
 * Envoy's bounded loads (thread_aware_lb_impl.cc; Mirrokni et al. 2016, Chen et al. 2019): who is too full is passed over
 * for one in an order shuffled by the hash, so that a hot key does not fill its neighbour; all full: the least full.
 */
export function envoyBounded(lookup: HashLookup, shares: readonly Share[], fullnessNow: FullnessNow): HashLookup {
  const own = new Map(shares.map((share) => [share.instance, share]));
  return (hash, attempt) => {
    const chosen = lookup(hash, attempt);
    const share = chosen === null ? undefined : own.get(chosen);
    if (share === undefined) return null;
    const fullnessOf = fullnessNow();
    let leastFull = fullnessOf(share);
    if (leastFull <= 1) return chosen;
    let least: Contender = share.instance;
    for (const position of shuffledBy(hash, shares.length)) {
      const other = shares[position];
      if (other === undefined || other === share) continue;
      const fullness = fullnessOf(other);
      if (fullness <= 1) return other.instance;
      if (fullness < leastFull) {
        leastFull = fullness;
        least = other.instance;
      }
    }
    return least;
  };
}

/** Positions below `count`, one after the other in the hash's own order. */
export function* shuffledBy(hash: Hash64, count: number): Generator<number> {
  const next = mersenneTwister(hash.low);
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  for (let index = 0; index < count; index++) {
    const left = count - index;
    let drawn = left;
    while (drawn >= left) drawn = Math.floor(next() / Math.floor(2 ** 32 / left));
    const taken = order[index + drawn] ?? 0;
    order[index + drawn] = order[index] ?? 0;
    yield taken;
  }
}
