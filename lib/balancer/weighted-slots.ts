import type { Contender } from './contender';
import { wholeWeights } from './whole-weights';

/** Who holds the place of a whole number among all whole weights laid end to end; null where there is no weight. */
export function weightedSlots(instances: readonly Contender[]): (value: number) => Contender | null {
  const weights = wholeWeights(instances.map((instance) => instance.weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (value) => {
    let left = total > 0 ? value % total : 0;
    for (let index = 0; index < weights.length; index++) {
      const weight = weights[index] as number;
      if (weight > left) return instances[index] ?? null;
      left -= weight;
    }
    return null;
  };
}
