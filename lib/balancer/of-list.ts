import type { BalancedRequest, Contender } from './contender';
import type { Policy } from './policy';

/** A policy that keeps nothing but the list it was given last. @param choose is never given an empty one */
export function ofList(
  choose: (list: readonly Contender[], request: BalancedRequest) => Contender | undefined,
): Policy {
  let instances: readonly Contender[] = [];
  return {
    update(list) {
      instances = list;
    },
    pick: (request) => (instances.length === 0 ? null : (choose(instances, request) ?? null)),
  };
}
