import type { Contender } from './contender';
import type { Hash64 } from './hash/hash64';
import { nearestPoint, type Ring } from './ring';

/**
 * HAProxy's slots (chash_server_is_eligible of lb_chash.c): whole ones a weight unit, the rest spread in the order of the
 * list; nobody has 0. Whole weights above 0; `served` is what runs in all.
 */
export function haproxySlots(weights: readonly number[], served: number, factor: number): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const slots = Math.floor(((served + 1) * factor + 99) / 100);
  const remainder = slots % total;
  let before = 0;
  return weights.map((weight) => {
    const rest = Math.floor(((before + weight) * remainder) / total) - Math.floor((before * remainder) / total);
    before += weight;
    return Math.max(1, weight * Math.floor(slots / total) + rest);
  });
}

/**
 * The owner of the nearest point, as HAProxy's consistent hashing has it (chash_get_server_hash), or the first from there
 * on that has a slot free; null where nobody has.
 */
export function haproxyBounded(
  ring: Ring,
  instances: readonly Contender[],
  { hash, factor }: { readonly hash: Hash64; readonly factor: number },
): Contender | null {
  const served = instances.reduce((sum, instance) => sum + instance.active, 0);
  const slots = haproxySlots(
    instances.map((instance) => instance.weight),
    served,
    factor,
  );
  const { length } = ring.owners;
  if (length === 0) return null;
  const from = nearestPoint(ring, hash);
  const tried = new Set<number>();
  for (let step = 0; step < length && tried.size < instances.length; step++) {
    const owner = ring.owners[(from + step) % length] ?? 0;
    const instance = instances[owner];
    if (instance !== undefined && instance.active < (slots[owner] ?? 0)) return instance;
    tried.add(owner);
  }
  return null;
}
