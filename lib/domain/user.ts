import type { Role, Scope } from './identity';

/** Somebody who may sign in. Times are ISO 8601. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly scope: Scope | null;
  readonly disabled: boolean;
  readonly createdAt: string;
}
