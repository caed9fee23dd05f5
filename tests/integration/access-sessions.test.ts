import { getMigrations } from 'better-auth/db/migration';
import { describe, expect, it } from 'vitest';
import { type Access, createAccess } from '@/lib/access/access';
import { createAttempts } from '@/lib/access/attempts';
import { signInNotes } from '@/lib/access/session-store';
import type { AccessSettings } from '@/lib/access/settings';
import { PASSWORD } from '../support/browser';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { openedStorage, type TestedDatabase, testedDatabases } from '../support/storage-places';

const ACCOUNTS: AccessSettings = { mode: 'accounts', trustedProxies: [], sessionHours: 1 };
const ANN = { name: 'Ann', email: 'Ann@example.test', password: PASSWORD, role: 'admin', scope: null } as const;

const databases = testedDatabases();

async function openedIn({ place }: TestedDatabase) {
  const chosen = await place();
  const storage = await openedStorage(chosen.place);
  const clock = manualClock();
  return {
    storage,
    clock,
    access: (settings: AccessSettings) => createAccess(settings, { storage, clock, log: quietLog }),
    async [Symbol.asyncDispose]() {
      await storage[Symbol.asyncDispose]();
      await chosen[Symbol.asyncDispose]();
    },
  };
}

function sessionsOf({ sessions }: Access) {
  if (!sessions) throw new Error('this mode has no sessions');
  return sessions;
}

/** Signs in, and gives the Cookie header. */
async function cookieOf(access: Access, email: string): Promise<string> {
  const request = new Request('http://127.0.0.1/', { method: 'POST', headers: { host: '127.0.0.1' } });
  const call = { path: '/sign-in/email', body: { email, password: PASSWORD }, request, source: '127.0.0.1' };
  const { response } = await sessionsOf(access).ask(call);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

async function identityWith(access: Access, headers: Record<string, string>) {
  const asked = {
    headers: new Headers(headers),
    socketAddress: '127.0.0.1',
    forwardedFor: null,
    isRepeated: () => false,
  };
  return (await access.identify(asked)).identity;
}

describe.each(databases)('in $name', (database) => {
  const opened = () => openedIn(database);

  describe('the tables of users and sessions', () => {
    it('are those that better-auth expects', async () => {
      await using place = await opened();
      const { store } = sessionsOf(await place.access(ACCOUNTS));
      const { toBeCreated, toBeAdded, toBeAddedIndexes } = await getMigrations(store.options);
      expect({ toBeCreated, toBeAdded, toBeAddedIndexes }).toEqual({
        toBeCreated: [],
        toBeAdded: [],
        toBeAddedIndexes: [],
      });
    });

    it('keep a secret of their own, the same at every start', async () => {
      await using place = await opened();
      const first = sessionsOf(await place.access(ACCOUNTS)).store.options.secret;
      expect(first).toMatch(/^[\w-]{43}$/);
      expect(sessionsOf(await place.access(ACCOUNTS)).store.options.secret).toBe(first);
      expect(sessionsOf(await place.access({ ...ACCOUNTS, secret: 'x'.repeat(40) })).store.options.secret).toBe(
        'x'.repeat(40),
      );
    });
  });

  describe('a session', () => {
    it('tells who somebody is, after a restart too', async () => {
      await using place = await opened();
      const access = await place.access(ACCOUNTS);
      await sessionsOf(access).users.create(ANN);
      const cookie = await cookieOf(access, 'ann@example.test');
      const ann = { name: 'ann@example.test', role: 'admin', scope: null, via: 'session' };
      expect(await identityWith(access, { cookie })).toEqual(ann);
      expect(await identityWith(await place.access(ACCOUNTS), { cookie })).toEqual(ann);
      expect(await identityWith(access, { cookie: cookie.replace(/\.[^.]*$/, '.forged') })).toBeNull();
    });

    it('ends when its user is disabled, removed or given a new password', async () => {
      await using place = await opened();
      const access = await place.access(ACCOUNTS);
      const { users } = sessionsOf(access);
      await users.create(ANN);
      let bobs = 0;
      for (const end of [
        (id: string) => users.change(id, { disabled: true }),
        (id: string) => users.change(id, { password: 'another long password' }),
        (id: string) => users.remove(id),
      ]) {
        const bob = await users.create({ ...ANN, email: `bob-${bobs++}@example.test`, role: 'viewer' });
        if (typeof bob === 'string') throw new Error(bob);
        const cookie = await cookieOf(access, bob.email);
        expect(await identityWith(access, { cookie })).toMatchObject({ role: 'viewer' });
        await end(bob.id);
        expect(await identityWith(access, { cookie })).toBeNull();
      }
    });

    it('does not outlive the mode that gave it out', async () => {
      await using place = await opened();
      const access = await place.access(ACCOUNTS);
      await sessionsOf(access).users.create(ANN);
      const cookie = await cookieOf(access, 'ann@example.test');
      await place.access({ mode: 'local', trustedProxies: [] });
      expect(await identityWith(await place.access(ACCOUNTS), { cookie })).toBeNull();
    });
  });

  describe('users', () => {
    it('never lose their last admin, to two changes at once neither', async () => {
      await using place = await opened();
      const { users } = sessionsOf(await place.access(ACCOUNTS));
      const ann = await users.create(ANN);
      const bob = await users.create({ ...ANN, email: 'bob@example.test' });
      if (typeof ann === 'string' || typeof bob === 'string') throw new Error('not made');
      const results = await Promise.all([users.change(ann.id, { role: 'viewer' }), users.remove(bob.id)]);
      expect(results.filter((result) => result === 'last-admin')).toHaveLength(1);
      expect(await users.hasAdmin()).toBe(true);
      expect(await users.change(bob.id, { disabled: true })).toBe('last-admin');
    });

    it('count as admins where they can sign in: one whom an identity provider let in has no password', async () => {
      await using place = await opened();
      const access = await place.access(ACCOUNTS);
      const { users, store } = sessionsOf(access);
      const { internalAdapter } = await store.$context;
      const notes = { granted: { role: 'admin', scope: null } } as const;
      const eve = await signInNotes.run(notes, () =>
        internalAdapter.createUser(
          { name: 'Eve', email: 'eve@example.test', emailVerified: true },
          { method: 'admin' },
        ),
      );
      expect(await users.hasAdmin()).toBe(false);
      expect((await place.access(ACCOUNTS)).firstAdmin?.isOpen()).toBe(true);
      const ann = await users.create(ANN);
      if (typeof ann === 'string') throw new Error(ann);
      expect(await users.remove(ann.id)).toBe('last-admin');
      await users.change(eve.id, { password: PASSWORD });
      expect(await identityWith(access, { cookie: await cookieOf(access, 'eve@example.test') })).toMatchObject({
        name: 'eve@example.test',
        role: 'admin',
      });
      expect(await users.remove(ann.id)).toMatchObject({ id: ann.id });
    });

    it('have an e-mail each', async () => {
      await using place = await opened();
      const { users } = sessionsOf(await place.access(ACCOUNTS));
      await users.create(ANN);
      expect(await users.create({ ...ANN, email: 'ANN@example.test' })).toBe('taken');
    });
  });

  describe('an API token', () => {
    it('holds until it expires or is revoked, and is nowhere to be read', async () => {
      await using place = await opened();
      const { clock } = place;
      const access = await place.access({ mode: 'local', trustedProxies: [] });
      const scope = { registries: ['etcd'], services: ['orders-*'] };
      const wanted = { name: 'ci', role: 'operator', scope, createdBy: 'ann' } as const;
      const { token, kept } = await access.tokens.create({ ...wanted, expiresAt: clock.now() + 60_000 });
      const authorization = `Bearer ${token}`;
      const identity = { name: 'token ci', role: 'operator', scope, via: 'token' };
      expect(await identityWith(access, { authorization })).toEqual(identity);
      const stored = JSON.stringify(await place.storage.db.selectFrom('api_tokens').selectAll().execute());
      expect(stored).not.toContain(token.slice(3));
      await clock.advance(60_000);
      expect(await identityWith(access, { authorization })).toBeNull();
      expect(kept).toMatchObject({ name: 'ci', role: 'operator', scope, createdBy: 'ann', revokedAt: null });

      const other = await access.tokens.create({ ...wanted, expiresAt: null });
      expect(await identityWith(access, { authorization: `Bearer ${other.token}` })).toEqual(identity);
      expect(await access.tokens.revoke(other.kept.id)).toMatchObject({ id: other.kept.id });
      expect(await identityWith(access, { authorization: `Bearer ${other.token}` })).toBeNull();
      expect(await access.tokens.revoke(other.kept.id)).toBeNull();
    });
  });

  describe('attempts', () => {
    it('are counted from the first on, and start over when its window has passed', async () => {
      await using place = await opened();
      const attempts = createAttempts(place.storage, place.clock);
      const rule = { max: 2, window: 60 };
      expect(await attempts.count('a', rule)).toBeNull();
      await place.clock.advance(20_000);
      expect(await attempts.count('a', rule)).toBeNull();
      expect(await attempts.count('a', rule)).toBe(40);
      expect(await attempts.count('b', rule)).toBeNull();
      await place.clock.advance(40_000);
      expect(await attempts.count('a', rule)).toBeNull();
      expect(await attempts.count('a', rule)).toBeNull();
      await attempts.forget('a');
      expect(await attempts.count('a', rule)).toBeNull();
    });

    it('are counted one by one, however many come at once', async () => {
      await using place = await opened();
      const attempts = createAttempts(place.storage, place.clock);
      const answers = await Promise.all(Array.from({ length: 20 }, () => attempts.count('a', { max: 5, window: 60 })));
      expect(answers.filter((answer) => answer === null)).toHaveLength(5);
    });
  });
});
