import type { PolicyOptions } from '../balancer/policy';
import { matchesPattern } from '../domain/name-pattern';

/** The policy the clients of some services use. `registry` null means any; `service` is a pattern. */
export interface PolicyRule {
  readonly registry: string | null;
  readonly service: string;
  readonly policy: string;
  readonly options: PolicyOptions;
}

/** Which policies services are said to use: Rollcall does not see their clients. */
export interface SaidPolicies {
  readonly policies: readonly PolicyRule[];
  readonly defaultPolicy: string;
}

export interface SaidPolicy {
  readonly policy: string;
  readonly options: PolicyOptions;
  readonly isConfigured: boolean;
}

/** By the first rule that is for the service. */
export function saidPolicy(
  { policies, defaultPolicy }: SaidPolicies,
  { registry, service }: { readonly registry: string; readonly service: string },
): SaidPolicy {
  const rule = policies.find(
    (candidate) =>
      (candidate.registry === null || candidate.registry === registry) && matchesPattern(candidate.service, service),
  );
  if (!rule) return { policy: defaultPolicy, options: {}, isConfigured: false };
  return { policy: rule.policy, options: rule.options, isConfigured: true };
}
