import { ROLES, type Role, type Scope } from '../domain/identity';
import type { RoleRules } from './settings';

/** What somebody may do. */
export interface Granted {
  readonly role: Role;
  readonly scope: Scope | null;
}

/** What groups grant together: the highest role, without limits where one of them has none; null where they grant nothing. */
export function grantedBy(groups: readonly string[], { roles, operators }: RoleRules): Granted | null {
  const has = (role: Role) => roles[role].some((group) => group === '*' || groups.includes(group));
  if (has('admin')) return { role: 'admin', scope: null };
  if (has('operator')) return { role: 'operator', scope: null };
  const limited = operators.find(({ group }) => groups.includes(group));
  if (limited) return { role: 'operator', scope: { registries: limited.registries, services: limited.services } };
  return has('viewer') ? { role: 'viewer', scope: null } : null;
}

/** Whether somebody who holds one may give the other away. */
export function isWithin(given: Granted, own: Granted): boolean {
  if (ROLES.indexOf(given.role) > ROLES.indexOf(own.role)) return false;
  return own.scope === null || JSON.stringify(given.scope) === JSON.stringify(own.scope);
}

/** As it is kept in the database. */
export function scopeText(scope: Scope | null): string | null {
  return scope === null ? null : JSON.stringify({ registries: scope.registries, services: scope.services });
}

/** What {@link scopeText} wrote. What is not readable limits to nothing at all rather than to everything. */
export function scopeFrom(text: string | null | undefined): Scope | null {
  if (text === null || text === undefined) return null;
  try {
    const { registries, services } = JSON.parse(text) as Partial<Scope>;
    if (Array.isArray(registries) && Array.isArray(services)) return { registries, services };
  } catch {
    // Said by the answer.
  }
  return { registries: [''], services: [''] };
}

/** The role that a text names; null for any other. */
export function roleFrom(text: string | null | undefined): Role | null {
  return ROLES.find((role) => role === text) ?? null;
}
