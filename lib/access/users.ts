import type { Role, Scope } from '../domain/identity';
import type { User } from '../domain/user';
import { type Granted, scopeText } from './granted';
import { type SessionStore, signInNotes } from './session-store';
import { asUser, isAdmin, type UserRow } from './user';

export interface NewUser extends Granted {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly scope?: Scope | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly password?: string | undefined;
}

/** Why a user was not made or changed. */
export type UserRefusal = 'unknown' | 'taken' | 'last-admin';

/** Users, kept by better-auth. */
export interface Users {
  list(): Promise<User[]>;
  find(id: string): Promise<User | null>;
  hasAdmin(): Promise<boolean>;
  create(wanted: NewUser): Promise<User | UserRefusal>;
  /** Ends the user's sessions where a password changes or the user is disabled. */
  change(id: string, change: UserChange): Promise<User | UserRefusal>;
  remove(id: string): Promise<User | UserRefusal>;
}

/** What better-auth calls an account that has a password of its own. */
const CREDENTIAL = 'credential';

export function createUsers(store: SessionStore): Users {
  // One after the other, so that two changes at once cannot take the last two admins.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  };

  async function list(): Promise<User[]> {
    const { adapter } = await store.$context;
    const rows = await adapter.findMany<UserRow>({
      model: 'user',
      limit: 10_000,
      sortBy: { field: 'email', direction: 'asc' },
    });
    return rows.map(asUser);
  }

  async function find(id: string): Promise<User | null> {
    const { adapter } = await store.$context;
    const row = await adapter.findOne<UserRow>({ model: 'user', where: [{ field: 'id', value: id }] });
    return row ? asUser(row) : null;
  }

  /** Those who can sign in: where that takes a password, an admin whom an identity provider once let in has none. */
  async function admins(): Promise<User[]> {
    const found = (await list()).filter(isAdmin);
    if (!store.options.emailAndPassword.enabled) return found;
    const { adapter } = await store.$context;
    const withPassword = await adapter.findMany<{ readonly userId: string }>({
      model: 'account',
      where: [{ field: 'providerId', value: CREDENTIAL }],
      limit: 10_000,
    });
    const ids = new Set(withPassword.map(({ userId }) => userId));
    return found.filter(({ id }) => ids.has(id));
  }

  async function isLastAdmin({ id }: User): Promise<boolean> {
    const found = await admins();
    return found.length === 1 && found[0]?.id === id;
  }

  async function setPassword(id: string, password: string): Promise<void> {
    const { internalAdapter, password: passwords } = await store.$context;
    const hash = await passwords.hash(password);
    const accounts = await internalAdapter.findAccounts(id);
    if (accounts.some(({ providerId }) => providerId === CREDENTIAL)) await internalAdapter.updatePassword(id, hash);
    else await internalAdapter.linkAccount({ userId: id, providerId: CREDENTIAL, accountId: id, password: hash });
  }

  return {
    list,
    find,
    hasAdmin: async () => (await admins()).length > 0,
    create: ({ name, email, password, role, scope }) =>
      inTurn(async () => {
        const { internalAdapter } = await store.$context;
        const address = email.toLowerCase();
        if (await internalAdapter.findUserByEmail(address)) return 'taken';
        // The hooks set role and scope, which nobody may give as input.
        const created = await signInNotes.run({ granted: { role, scope } }, () =>
          internalAdapter.createUser({ name, email: address, emailVerified: true }, { method: 'admin' }),
        );
        await setPassword(created.id, password);
        return asUser(created as UserRow);
      }),
    change: (id, { name, role, scope, disabled, password }) =>
      inTurn(async () => {
        const user = await find(id);
        if (!user) return 'unknown';
        const losesAdmin = (role !== undefined && role !== 'admin') || disabled === true;
        if (losesAdmin && (await isLastAdmin(user))) return 'last-admin';
        const { internalAdapter } = await store.$context;
        const changed = await internalAdapter.updateUser(id, {
          name: name ?? user.name,
          role: role ?? user.role,
          scope: scopeText(scope === undefined ? user.scope : scope),
          disabled: disabled ?? user.disabled,
        });
        if (password !== undefined) await setPassword(id, password);
        if (password !== undefined || disabled === true) await internalAdapter.deleteUserSessions(id);
        return asUser(changed as UserRow);
      }),
    remove: (id) =>
      inTurn(async () => {
        const user = await find(id);
        if (!user) return 'unknown';
        if (await isLastAdmin(user)) return 'last-admin';
        const { internalAdapter } = await store.$context;
        await internalAdapter.deleteUserSessions(id);
        await internalAdapter.deleteAccounts(id);
        await internalAdapter.deleteUser(id);
        return user;
      }),
  };
}
