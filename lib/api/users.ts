import type { Caller } from '../access/caller';
import type { NewUser, UserChange, UserRefusal, Users } from '../access/users';
import type { User } from '../domain/user';
import { runtime } from '../running';
import { Problem } from './problem';

/** Everybody who may sign in. Empty in the modes where nobody does. */
export async function listUsers(): Promise<User[]> {
  return (await runtime().access.sessions?.users.list()) ?? [];
}

/** @throws Problem */
export async function createUser(wanted: NewUser, caller: Caller): Promise<User> {
  const { users } = ownUsers('accounts');
  const user = userOf(await users.create(wanted));
  await record(caller, { kind: 'user-created', user, after: factsOf(user) });
  return user;
}

/** @throws Problem */
export async function changeUser(id: string, change: UserChange, caller: Caller): Promise<User> {
  const { users, mode } = ownUsers('accounts', 'oidc');
  if (mode === 'oidc' && Object.keys(change).some((field) => field !== 'disabled')) {
    throw new Problem('refused', 'Names and roles come from the identity provider; only disabled can be set here.');
  }
  const before = await users.find(id);
  // Whoever is no operator any more has no limits to keep.
  const scope = change.role !== undefined && change.role !== 'operator' ? null : change.scope;
  if (scope && (change.role ?? before?.role) !== 'operator') {
    throw new Problem('malformed', 'scope: expected null: only an operator is limited');
  }
  const user = userOf(await users.change(id, { ...change, scope }));
  if (user.disabled) await runtime().access.tokens.revokeOf(user.email);
  await record(caller, {
    kind: 'user-changed',
    user,
    before: before ? factsOf(before) : undefined,
    after: factsOf(user) + (change.password === undefined ? '' : ', new password'),
  });
  return user;
}

/** @throws Problem */
export async function removeUser(id: string, caller: Caller): Promise<void> {
  const { users } = ownUsers('accounts', 'oidc');
  const user = userOf(await users.remove(id));
  await runtime().access.tokens.revokeOf(user.email);
  await record(caller, { kind: 'user-removed', user, before: factsOf(user) });
}

function ownUsers(...modes: readonly string[]): { readonly users: Users; readonly mode: string } {
  const { sessions, mode } = runtime().access;
  if (sessions && modes.includes(mode)) return { users: sessions.users, mode };
  throw new Problem('refused', `Users are not made here in the mode ${mode}.`);
}

function userOf(result: User | UserRefusal): User {
  switch (result) {
    case 'unknown':
      throw new Problem('unknown-user', 'There is no such user.');
    case 'taken':
      throw new Problem('conflict', 'There is a user with this e-mail already.');
    case 'last-admin':
      throw new Problem('refused', 'This is the last admin; make somebody else an admin first.');
    default:
      return result;
  }
}

interface UserEvent {
  readonly kind: string;
  readonly user: User;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

function record({ identity, source }: Caller, { kind, user, before, after }: UserEvent): Promise<void> {
  const actor = identity?.name ?? 'anonymous';
  return runtime().audit.record({ actor, source, kind, outcome: 'done', detail: user.email, before, after });
}

function factsOf({ role, scope, disabled }: User): string {
  const limits = scope ? ` of ${JSON.stringify(scope)}` : '';
  return `${role}${limits}${disabled ? ', disabled' : ''}`;
}
