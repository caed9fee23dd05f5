import type { CheckPlan } from './active-checks';

/** What is done about an instance that is critical by Rollcall's own check. */
export type OnCritical = 'observe' | 'write-health' | 'drain' | 'deregister';

/** Which instances are checked, and how. */
export interface CheckRule {
  /** The id of a registry; null for every one. */
  readonly registry: string | null;
  /** A service's name, in which `*` stands for any text. */
  readonly service: string;
  readonly plan: CheckPlan;
  /** Dialled in place of the instance's own port where it is not null. */
  readonly port: number | null;
  readonly onCritical: OnCritical;
  /** The share of a service, 0 to 1, that a policy leaves in rotation. */
  readonly keepInRotation: number;
}

/** The first rule that is for a service; undefined where it is not checked. */
export function ruleFor(rules: readonly CheckRule[], registry: string, service: string): CheckRule | undefined {
  return rules.find((rule) => (rule.registry === null || rule.registry === registry) && matches(rule.service, service));
}

/** Without a regular expression: names are hostile text, and this never tries a place twice. */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === pattern;
  if (!name.startsWith(head) || !name.endsWith(tail) || name.length < head.length + tail.length) return false;
  const end = name.length - tail.length;
  let from = head.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
