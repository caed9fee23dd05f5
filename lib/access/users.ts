import { isoTime } from '../domain/clock';
import type { Role, Scope } from '../domain/identity';
import { type Granted, roleFrom, scopeFrom, scopeText } from './granted';
import { type SessionStore, signInNotes } from './session-store';

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

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string; readonly email: string };

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
    const rows = await adapter.findMany<Row>({
      model: 'user',
      limit: 10_000,
      sortBy: { field: 'email', direction: 'asc' },
    });
    return rows.map(asUser);
  }

  async function find(id: string): Promise<User | null> {
    const { adapter } = await store.$context;
    const row = await adapter.findOne<Row>({ model: 'user', where: [{ field: 'id', value: id }] });
    return row ? asUser(row) : null;
  }

  async function isLastAdmin(user: User): Promise<boolean> {
    if (!isAdmin(user)) return false;
    return (await list()).filter(isAdmin).length === 1;
  }

  return {
    list,
    find,
    hasAdmin: async () => (await list()).some(isAdmin),
    create: ({ name, email, password, role, scope }) =>
      inTurn(async () => {
        const { internalAdapter, password: passwords } = await store.$context;
        const address = email.toLowerCase();
        if (await internalAdapter.findUserByEmail(address)) return 'taken';
        const hash = await passwords.hash(password);
        // The hooks set role and scope, which nobody may give as input.
        const created = await signInNotes.run({ granted: { role, scope } }, () =>
          internalAdapter.createUser({ name, email: address, emailVerified: true }, { method: 'admin' }),
        );
        await internalAdapter.linkAccount({
          userId: created.id,
          providerId: 'credential',
          accountId: created.id,
          password: hash,
        });
        return asUser(created as Row);
      }),
    change: (id, { name, role, scope, disabled, password }) =>
      inTurn(async () => {
        const user = await find(id);
        if (!user) return 'unknown';
        const losesAdmin = (role !== undefined && role !== 'admin') || disabled === true;
        if (losesAdmin && (await isLastAdmin(user))) return 'last-admin';
        const { internalAdapter, password: passwords } = await store.$context;
        const changed = await internalAdapter.updateUser(id, {
          name: name ?? user.name,
          role: role ?? user.role,
          scope: scopeText(scope === undefined ? user.scope : scope),
          disabled: disabled ?? user.disabled,
        });
        if (password !== undefined) await internalAdapter.updatePassword(id, await passwords.hash(password));
        if (password !== undefined || disabled === true) await internalAdapter.deleteUserSessions(id);
        return asUser(changed as Row);
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

/** A user as better-auth gives it; one without a role reads. */
export function asUser(row: Row): User {
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

function isAdmin({ role, disabled }: User): boolean {
  return role === 'admin' && !disabled;
}
