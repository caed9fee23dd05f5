import { isoTime } from '../domain/clock';
import type { User } from '../domain/user';
import { roleFrom, scopeFrom } from './granted';

/** One as better-auth gives it. */
export type UserRow = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly name: string;
  readonly email: string;
};

/** A user as better-auth gives it; one without a role reads. */
export function asUser(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleFrom(row.role as string | null) ?? 'viewer',
    scope: scopeFrom(row.scope as string | null),
    disabled: Boolean(row.disabled),
    createdAt: isoTime(new Date(row.createdAt as string).getTime()),
  };
}

/** Whether somebody may give access to others. */
export function isAdmin({ role, disabled }: User): boolean {
  return role === 'admin' && !disabled;
}
