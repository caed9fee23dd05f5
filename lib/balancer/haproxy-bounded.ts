import type { Contender } from './contender';
import type { Hash64 } from './hash/hash64';
import { nearestPoint, type Ring } from './ring';
import { wholeWeights } from './whole-weights';

/** How many requests the one at a position may have, of those that run in all. */
export type HaproxySlots = (position: number, served: number) => number;

/**
 * HAProxy's slots (chash_server_is_eligible of lb_chash.c): whole ones a weight unit, the rest spread in the order of the
 * list; nobody has 0. Weights above 0, made whole.
 */
export function haproxySlots(given: readonly number[], factor: number): HaproxySlots {
  const weights = wholeWeights(given);
  let total = 0;
  const befores = weights.map((weight) => {
    total += weight;
    return total - weight;
  });
  return (position, served) => {
    const [weight, before] = [weights[position] ?? 0, befores[position] ?? 0];
    const slots = Math.floor(((served + 1) * factor + 99) / 100);
    const remainder = slots % total;
    const rest = Math.floor(((before + weight) * remainder) / total) - Math.floor((before * remainder) / total);
    return Math.max(1, weight * Math.floor(slots / total) + rest);
  };
}

/**
 * The owner of the nearest point, as HAProxy's consistent hashing has it (chash_get_server_hash), or the first from there
 * on that has a slot free; null where nobody has.
 */
export function haproxyBounded(
  ring: Ring,
  instances: readonly Contender[],
  { hash, slotsOf }: { readonly hash: Hash64; readonly slotsOf: HaproxySlots },
): Contender | null {
  const served = instances.reduce((sum, instance) => sum + instance.active, 0);
  const { length } = ring.owners;
  if (length === 0) return null;
  const from = nearestPoint(ring, hash);
  const tried = new Set<number>();
  for (let step = 0; step < length && tried.size < instances.length; step++) {
    const owner = ring.owners[(from + step) % length] ?? 0;
    if (tried.has(owner)) continue;
    const instance = instances[owner];
    if (instance !== undefined && instance.active < slotsOf(owner, served)) return instance;
    tried.add(owner);
  }
  return null;
}
