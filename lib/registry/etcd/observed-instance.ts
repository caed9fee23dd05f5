import { formatAddress, type ObservedCheck, type ObservedInstance } from '../../domain/instance';
import { instanceId } from '../instance-id';
import type { Facts } from './formats/format';
import type { Intern } from './intern';
import type { LeaseTime } from './leases';

/** What surrounds the facts: the key they were under, its lease and its revision. */
export interface Sighting {
  readonly id: string;
  readonly nativeId: string;
  readonly format: string;
  readonly revision: string;
  readonly lease: { readonly id: string; readonly time: LeaseTime | undefined } | null;
}

const NO_TAGS: readonly string[] = [];
const NO_METADATA: Readonly<Record<string, string>> = {};
const NO_CHECKS: readonly ObservedCheck[] = [];

/** Stable over restarts; a key that is not UTF-8 cannot collide with one that is written like it. */
export function keyInstanceId(registry: string, key: string, isEscaped: boolean): string {
  return isEscaped ? instanceId(registry, 'bytes', key) : instanceId(registry, key);
}

/** Of an instance that no single key stands for: by what put it together, and its part there. */
export function groupInstanceId(
  registry: string,
  { assembly, group, part }: { readonly assembly: string; readonly group: string; readonly part: string },
): string {
  return instanceId(registry, assembly, group, part);
}

/** Of 100,000 instances most texts are the same few: they are kept once, and what is empty is shared. */
export function observedInstance(facts: Facts, sighting: Sighting, intern: Intern): ObservedInstance {
  const { reported } = facts;
  return {
    id: sighting.id,
    service: intern(facts.service),
    nativeId: sighting.nativeId,
    address: facts.address,
    port: facts.port,
    endpoints: facts.endpoints ?? [formatAddress(facts.address, facts.port)],
    version: facts.version === undefined ? null : intern(facts.version),
    tags: facts.tags?.map(intern) ?? NO_TAGS,
    metadata: facts.metadata ?? NO_METADATA,
    weight: facts.weight ?? null,
    health: reported?.health ?? (sighting.lease ? 'passing' : 'unknown'),
    checks: reported
      ? [{ id: 'health', name: 'health', kind: 'reported', status: reported.health, output: reported.output }]
      : NO_CHECKS,
    rotation: facts.rotation ?? 'in',
    zone: facts.zone === undefined ? null : intern(facts.zone),
    datacenter: facts.datacenter === undefined ? null : intern(facts.datacenter),
    namespace: facts.namespace === undefined ? null : intern(facts.namespace),
    node: facts.node === undefined ? null : intern(facts.node),
    format: sighting.format,
    lease: leaseOf(sighting),
    registeredAt: facts.registeredAt ?? null,
    revision: sighting.revision,
  };
}

/**
 * What is left of it changes every second: it is asked for where somebody looks. So is a TTL not heard of yet: told as
 * an update of its own it would be a batch a lease for every reader, and every instance kept here until then.
 */
function leaseOf({ lease }: Sighting): ObservedInstance['lease'] {
  return lease && { id: lease.id, ttlSeconds: lease.time?.ttlSeconds ?? null, remainingSeconds: null };
}
