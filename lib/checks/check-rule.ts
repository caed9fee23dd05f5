import { matchesPattern } from '../domain/name-pattern';
import type { CheckPlan } from './active-checks';

/** What is done about an instance that is critical by Rollcall's own check. */
export type OnCritical = 'observe' | 'write-health' | 'drain' | 'deregister';

/** What an instance may say of its own check, where its rule allows it: `rollcall-check-<name>` in its metadata. */
export const CHECK_METADATA = ['path', 'port', 'interval', 'disabled'] as const;
export type CheckMetadata = (typeof CHECK_METADATA)[number];

/** Which instances are checked, and how. */
export interface CheckRule {
  /** The id of a registry; null for every one. */
  readonly registry: string | null;
  /** A service's name, in which `*` stands for any text. */
  readonly service: string;
  readonly plan: CheckPlan;
  /** Dialled in place of the instance's own port where it is not null. */
  readonly port: number | null;
  readonly allowMetadata: readonly CheckMetadata[];
  readonly onCritical: OnCritical;
  /** The share of a service, 0 to 1, that a policy leaves in rotation. */
  readonly keepInRotation: number;
}

/** The first rule that is for a service; undefined where it is not checked. */
export function ruleFor(rules: readonly CheckRule[], registry: string, service: string): CheckRule | undefined {
  return rules.find(
    (rule) => (rule.registry === null || rule.registry === registry) && matchesPattern(rule.service, service),
  );
}
