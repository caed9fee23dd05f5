import type { Role, Scope } from '@/lib/domain/identity';

/** A role and what limits it, as they are filled in. */
export interface GrantFields {
  readonly role: Role;
  readonly isLimited: boolean;
  readonly registries: readonly string[];
  /** A pattern a line. */
  readonly services: string;
}

export function grantFields(role: Role, scope: Scope | null): GrantFields {
  return {
    role,
    isLimited: scope !== null,
    registries: scope?.registries ?? [],
    services: scope?.services.join('\n') ?? '',
  };
}

/** The scope that was filled in: only an operator is limited. */
export function scopeOf({ role, isLimited, registries, services }: GrantFields): Scope | null {
  return role === 'operator' && isLimited ? { registries, services: patternsIn(services) } : null;
}

/** What is wrong with the limits; undefined where nothing is. */
export function scopeTrouble(fields: GrantFields): string | undefined {
  const scope = scopeOf(fields);
  return scope && scope.registries.length === 0 && scope.services.length === 0
    ? 'Tick a registry or name a service; or choose everything.'
    : undefined;
}

function patternsIn(lines: string): readonly string[] {
  const patterns = lines.split('\n').map((line) => line.trim());
  return [...new Set(patterns.filter((pattern) => pattern !== ''))];
}
