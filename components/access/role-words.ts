import type { Role, Scope } from '@/lib/domain/identity';

/** What each role may do, for whoever hands it out. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  viewer: 'reads everything',
  operator: 'reads everything, and drains, restores, deregisters and registers',
  admin: 'does everything, and gives access to others',
};

/** What a role is limited to: `payments*, cart in etcd-eu`; null where nothing limits it. */
export function scopeWords(scope: Scope | null): string | null {
  if (!scope || (scope.registries.length === 0 && scope.services.length === 0)) return null;
  const services = scope.services.length === 0 ? 'all services' : scope.services.join(', ');
  return scope.registries.length === 0 ? services : `${services} in ${scope.registries.join(', ')}`;
}
