import { type Instance, isOwnCritical } from '../domain/instance';
import type { Upstream } from '../feed/upstream';
import { type CheckRule, ruleFor } from './check-rule';
import type { PolicyKind } from './policy-acts';
import type { ServiceShare } from './take-out-allowance';

/** A service with a policy. */
export interface Ward {
  readonly upstream: Upstream;
  readonly service: string;
  readonly rule: CheckRule;
  readonly kind: PolicyKind;
}

/** Ids of those of a service that somebody takes out at this moment, and that the policy deregistered of late. */
export interface Gone {
  readonly leaving: ReadonlySet<string>;
  readonly deregistered: readonly string[];
}

/** The services of a registry for which a policy may have something to do: where somebody is out or critical. */
export function wardsOf(upstream: Upstream, rules: readonly CheckRule[]): readonly Ward[] {
  const wards: Ward[] = [];
  for (const [service, { summary }] of upstream.catalog.services) {
    if (!summary || summary.instances.critical + summary.instances.out === 0) continue;
    const rule = ruleFor(rules, upstream.registry.id, service);
    if (rule && rule.onCritical !== 'observe') wards.push({ upstream, service, rule, kind: rule.onCritical });
  }
  return wards;
}

/** Its instances as they are now. */
export function membersOf({ upstream, service }: Ward): readonly Instance[] {
  return [...(upstream.catalog.services.get(service)?.instances.values() ?? [])];
}

/** Whether clients are sent to an instance, as far as the policy can end that. */
export function isServing({ kind }: Ward, instance: Instance): boolean {
  return instance.rotation === 'in' && (kind !== 'write-health' || !isOwnCritical(instance));
}

/** By the catalog of this moment: between two questions to the database others leave and come. */
export function shareOf(ward: Ward, { leaving, deregistered }: Gone): ServiceShare {
  const members = membersOf(ward);
  return {
    registered: members.length,
    inRotation: members.filter((member) => isServing(ward, member) && !leaving.has(member.id)).length,
    deregistered: deregistered.filter((id) => !ward.upstream.catalog.instances.has(id)).length,
  };
}
