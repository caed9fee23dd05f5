import type { Registration } from './registration';
import { isMeant, type ServiceKey } from './service-key';

/** Of what a rule speaks: under the registry's root of its own interfaces, in the configuration of those of all roots. */
export interface Scope {
  readonly root: string | undefined;
  /** Undefined where a rule speaks of a whole application. */
  readonly service: ServiceKey | undefined;
}

/** For whom an override or a route holds: all clients of a registration, some of them, or none. */
export type Reach = 'all' | 'some' | 'none';

export function isInScope(scope: Scope, registration: Registration): boolean {
  if (registration.level === 'application') return scope.service === undefined;
  if (scope.root !== undefined && scope.root !== registration.root) return false;
  return scope.service === undefined || isMeant(scope.service, registration.service);
}
