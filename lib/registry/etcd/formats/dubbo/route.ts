import { formatAddress } from '../../../../domain/instance';
import { type Conditions, isAllowed, matchesGlob } from './condition';
import { attributeOf, type Registration } from './registration';
import { isInScope, type Reach, type Scope } from './scope';

/** A condition rule, or a tag given to addresses. */
export type Route = ConditionRoute | TagRoute;

export interface ConditionRoute {
  readonly kind: 'condition';
  readonly scope: Scope;
  /** The rule as it is written. */
  readonly text: string;
  /** It is for every call of every client. */
  readonly isForAll: boolean;
  /** What a provider must be to be called; null where nobody is. */
  readonly then: Conditions | null;
}

export interface TagRoute {
  readonly kind: 'tag';
  readonly scope: Scope;
  readonly tag: string;
  readonly addresses: readonly string[];
}

/** Names that speak of a call, not of a provider. */
const OF_A_CALL = /^(method|arguments|attachments)\b/;

/**
 * From whom a rule keeps a registration. Without `force`, clients drop a rule that would leave them nobody: that cannot
 * be told from one instance alone.
 */
export function keptFrom(route: ConditionRoute, registration: Registration, key: string): Reach {
  if (!isInScope(route.scope, registration)) return 'none';
  if (route.then === null) return route.isForAll ? 'all' : 'some';
  let isUnknown = false;
  for (const [name, condition] of route.then) {
    const value = attributeOf(registration, key, name);
    const isTelling = ![...condition.is, ...condition.isNot].some((text) => text.startsWith('$'));
    const isKnown = isTelling && !OF_A_CALL.test(name) && (value !== undefined || registration.level === 'interface');
    if (isKnown && value !== undefined && isAllowed(condition, value)) continue;
    if (isKnown) return route.isForAll ? 'all' : 'some';
    isUnknown = true;
  }
  return isUnknown ? 'some' : 'none';
}

export function isTagged({ scope, addresses }: TagRoute, registration: Registration): boolean {
  const { address, port } = registration;
  const names = [address, formatAddress(address, port), `0.0.0.0:${port}`];
  return isInScope(scope, registration) && addresses.some((text) => names.some((name) => matchesGlob(text, name)));
}
