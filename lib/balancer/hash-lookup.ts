import type { Contender } from './contender';
import type { Hash64 } from './hash/hash64';

/** A finished table of a hashing policy: who serves a hash, and who serves its nth retry. */
export type HashLookup = (hash: Hash64, attempt: number) => Contender | null;

/** What share of all weight each has. Hashing leaves out whose weight is 0: Envoy takes only 1 and more. */
export interface Share {
  readonly instance: Contender;
  readonly share: number;
}

/** Shares of those with weight, in the order given. */
export function sharesOf(instances: readonly Contender[]): readonly Share[] {
  const weighed = instances.filter((instance) => instance.weight > 0);
  const total = weighed.reduce((sum, instance) => sum + instance.weight, 0);
  return weighed.map((instance) => ({ instance, share: instance.weight / total }));
}
