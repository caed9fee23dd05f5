import { type Identity, isAtLeast, type Role } from '../domain/identity';

/** Who may ask a route: `anyone`, also without an identity, or whoever holds at least this role. */
export type Needs = 'anyone' | Role;

/** Whether an identity may ask what needs that. */
export function mayAsk(identity: Identity | null, needs: Needs): boolean {
  return needs === 'anyone' || (identity !== null && isAtLeast(identity.role, needs));
}
