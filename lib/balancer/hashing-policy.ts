import type { Contender } from './contender';
import { checkBalanceFactor, envoyBounded, envoyFullness } from './envoy-bounded';
import type { HashLookup } from './hash-lookup';
import { type Share, sharesOf } from './hash-lookup';
import type { Policy, Surroundings } from './policy';
import { requestHash } from './request-hash';

/** How a table of Envoy's is made of shares. */
export type TableOf = (shares: readonly Share[]) => HashLookup;

/** What Envoy's hashing policies share: a table made anew for every list, bounded where a factor is given. */
export function hashingPolicy(tableOf: TableOf, balanceFactor: number, { random }: Surroundings): Policy {
  checkBalanceFactor(balanceFactor);
  let lookup: HashLookup = () => null;
  return {
    update(instances: readonly Contender[]) {
      const shares = sharesOf(instances);
      const table = shares.length === 0 ? () => null : tableOf(shares);
      lookup = balanceFactor === 0 ? table : envoyBounded(table, shares, envoyFullness(shares, balanceFactor));
    },
    pick: (request) => lookup(requestHash(request, random), request.attempt ?? 0),
  };
}
