import type { Instance } from '../domain/instance';
import type { OnCritical } from './check-rule';

/** What a policy may do about a critical instance. */
export type PolicyKind = Exclude<OnCritical, 'observe'>;

/** An instance, as what acts on it needs it. */
export type Acted = Pick<Instance, 'registry' | 'service' | 'id'>;

/**
 * - `begun`: it is kept, planned like any other action, and goes on by itself.
 * - `refused`: it cannot be done to this instance from outside.
 * - `later`: not now, as somebody else acts on it or the registry does not answer.
 */
export type Begun =
  | { readonly kind: 'begun'; readonly action: string }
  | { readonly kind: 'refused' | 'later'; readonly detail: string };

/** What a policy asks of the actions, which do it in Rollcall's own name. Each rejects where the database does not answer. */
export interface PolicyActs {
  begin(kind: PolicyKind, instance: Acted, because: string, signal: AbortSignal): Promise<Begun>;
  /** Whether an action is still at work. */
  isUnderWay(action: string): Promise<boolean>;
  /** The ids of those of a service that somebody has asked to take out, and that are not known to be out yet. */
  leaving(registry: string, service: string): Promise<readonly string[]>;
  /** Takes back what a policy did to an instance, where it is that which stands; false where somebody else's word does. */
  takeBack(kind: PolicyKind, instance: Acted): Promise<boolean>;
  /** The ids of what policies deregistered of a service since then, milliseconds since 1970. */
  deregistered(registry: string, service: string, since: number): Promise<readonly string[]>;
}
