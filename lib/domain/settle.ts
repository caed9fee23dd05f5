import type { Check, Instance, ObservedInstance } from './instance';

const NO_CHECKS: readonly Check[] = [];

/** When something was seen, whether it may have been so before, and what that makes of it. */
export interface Sight {
  readonly registry: string;
  readonly at: string;
  readonly afterGap: boolean;
  readonly flapping: boolean;
}

/** Gives an observation its since: kept from `before` where the state is the same. */
export function settle(observed: ObservedInstance, before: Instance | undefined, sight: Sight): Instance {
  const { registry, at, afterGap, flapping } = sight;
  // What an operator decides is no news of its health: critical for an hour stays so when it is drained.
  const sameState = before && before.health === observed.health;
  const checks = observed.checks.length === 0 ? NO_CHECKS : settleChecks(observed.checks, before?.checks, sight);
  // Spelled out: a spread with other keys added costs several times as much, and first lists have 100,000 of these.
  return {
    id: observed.id,
    registry,
    service: observed.service,
    nativeId: observed.nativeId,
    address: observed.address,
    port: observed.port,
    endpoints: observed.endpoints,
    version: observed.version,
    tags: observed.tags,
    metadata: observed.metadata,
    weight: observed.weight,
    health: observed.health,
    checks,
    rotation: observed.rotation,
    flapping,
    zone: observed.zone,
    datacenter: observed.datacenter,
    namespace: observed.namespace,
    node: observed.node,
    format: observed.format,
    lease: observed.lease,
    registeredAt: observed.registeredAt,
    since: observed.since ?? (sameState ? before.since : at),
    sinceAtLeast: observed.since === undefined && (sameState ? before.sinceAtLeast : afterGap),
    revision: observed.revision,
  };
}

function settleChecks(
  observed: ObservedInstance['checks'],
  before: readonly Check[] = NO_CHECKS,
  { at, afterGap }: Sight,
): Check[] {
  return observed.map((check) => {
    const { id, name, kind, status, output, observedBy } = check;
    const known = before.find((candidate) => candidate.id === id && candidate.observedBy === observedBy);
    const same = known?.status === status ? known : undefined;
    const since = check.since ?? same?.since ?? at;
    const sinceAtLeast = check.since === undefined && (same?.sinceAtLeast ?? afterGap);
    const settled = { id, name, kind, status, output, since, sinceAtLeast };
    return observedBy === undefined ? settled : { ...settled, observedBy };
  });
}
