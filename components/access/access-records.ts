import type { Role, Scope } from '@/lib/domain/identity';

/** Somebody who may sign in, as `/api/v1/users` has it. Times are ISO 8601. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly scope: Scope | null;
  readonly disabled: boolean;
  readonly createdAt: string;
}

/** A program's token without the token, as `/api/v1/tokens` has it. Times are ISO 8601. */
export interface TokenRecord {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope | null;
  readonly expiresAt: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}
