import type { Contender } from './contender';

/** Who holds the place of a number among all weights laid end to end; null where there is no weight. */
export function weightedSlot(instances: readonly Contender[], value: number): Contender | null {
  const total = instances.reduce((sum, instance) => sum + instance.weight, 0);
  let left = total > 0 ? value % total : 0;
  for (const instance of instances) {
    if (instance.weight > left) return instance;
    left -= instance.weight;
  }
  return null;
}
