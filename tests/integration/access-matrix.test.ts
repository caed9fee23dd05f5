import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation } from '@/lib/api/operations';
import { type AccessMode, isAtLeast, type Role } from '@/lib/domain/identity';
import { type Answer, apiClient, jsonBody } from '../support/api-client';
import { type Browser, openBrowser, PASSWORD, signIn, signInFirstAdmin } from '../support/browser';
import { freePort } from '../support/free-port';
import { OIDC_CLIENT, startOidc } from '../support/oidc-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

/** Somebody who asks: how, and what the server must take them for. */
interface Person {
  readonly who: string;
  readonly role: Role | null;
  ask(method: string, path: string): Promise<Answer>;
}

const LIMITED = { registries: ['memory'], services: ['orders'] };
const ROLES: readonly { who: string; role: Role; scope: typeof LIMITED | null }[] = [
  { who: 'viewer', role: 'viewer', scope: null },
  { who: 'operator', role: 'operator', scope: null },
  { who: 'limited-operator', role: 'operator', scope: LIMITED },
  { who: 'admin', role: 'admin', scope: null },
];
const GATE_CODES = ['unauthenticated', 'forbidden', 'read-only', 'foreign-origin', 'foreign-host'];
const ENDS_THE_SESSION = '/api/auth/sign-out';

/** Why the server must refuse, by its rules alone; null where it must let through. */
function refusal({ needs, method, inReadOnly }: Operation, mode: AccessMode, role: Role | null): string | null {
  if (mode === 'read-only') {
    return (method !== 'GET' && !inReadOnly) || needs === 'operator' || needs === 'admin' ? '403 read-only' : null;
  }
  if (needs === 'anyone') return null;
  if (role === null) return '401 unauthenticated';
  return isAtLeast(role, needs) ? null : '403 forbidden';
}

function addressOf(path: string): string {
  return path.replace('[registry]', 'memory').replace(/\[\w+\]/g, 'nothing-of-this-name');
}

/** Every operation, the one that ends sessions last. */
const operations = [...OPERATIONS].sort(
  (a, b) => Number(a.path === ENDS_THE_SESSION) - Number(b.path === ENDS_THE_SESSION),
);

/** What was answered where the rules say otherwise. */
async function deviations(mode: AccessMode, people: readonly Person[]): Promise<string[]> {
  const found = await Promise.all(people.map((person) => deviationsOf(mode, person)));
  return found.flat();
}

async function deviationsOf(mode: AccessMode, { who, role, ask }: Person): Promise<string[]> {
  const found: string[] = [];
  for (const operation of operations) {
    const expected = refusal(operation, mode, role);
    const { status, body } = await ask(operation.method, addressOf(operation.path));
    const answered = GATE_CODES.includes(body?.code) ? `${status} ${body.code}` : null;
    if (answered === expected && (status < 500 || status === 503)) continue;
    found.push(`${mode}, ${who}: ${operation.method} ${operation.path}: ${status} ${body?.code}; expected ${expected}`);
  }
  return found;
}

function anonymous({ url }: RollcallServer): Person {
  return { who: 'anonymous', role: null, ask: (method, path) => apiClient(url).call(method, path) };
}

function inBrowser(who: string, role: Role, browser: Browser): Person {
  return { who, role, ask: (method, path) => browser.call(method, path) };
}

/** A token of every role, made by an admin. */
async function withTokens({ url }: RollcallServer, admin: (init: RequestInit) => Promise<Answer>): Promise<Person[]> {
  return Promise.all(
    ROLES.map(async ({ who, role, scope }) => {
      const { body } = await admin(jsonBody({ name: who, role, scope, expiresAt: null }));
      const headers = { authorization: `Bearer ${body.token}` };
      expect(body.token).toMatch(/^rc_/);
      return { who: `token of ${who}`, role, ask: (method, path) => apiClient(url).call(method, path, { headers }) };
    }),
  );
}

describe('every route, for every role, in the mode', () => {
  it('says what it needs', () => {
    expect(operations.filter(({ needs }) => needs === undefined)).toEqual([]);
    expect(
      operations.filter(({ method, needs }) => method !== 'GET' && needs === 'anyone').map(({ path }) => path),
    ).toEqual([
      '/api/v1/access/first-admin',
      '/api/auth/sign-in/email',
      '/api/auth/sign-in/oidc',
      '/api/auth/sign-out',
    ]);
  });

  it('local', async () => {
    await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
    const admin: Person = { ...anonymous(rollcall), who: 'whoever is there', role: 'admin' };
    const tokens = await withTokens(rollcall, (init) => apiClient(rollcall.url).call('POST', '/api/v1/tokens', init));
    expect(await deviations('local', [admin, ...tokens])).toEqual([]);
  });

  it('read-only', async () => {
    await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off', HOST: '0.0.0.0' } });
    const headers = { authorization: `Bearer rc_${'A'.repeat(43)}` };
    const withToken: Person = {
      who: 'some token',
      role: null,
      ask: (method, path) => apiClient(rollcall.url).call(method, path, { headers }),
    };
    expect(await deviations('read-only', [anonymous(rollcall), withToken])).toEqual([]);
    expect(rollcall.logs()).toMatch(/READ-ONLY.*\n.*Configure access in rollcall\.config\.yaml/);
  });

  it('accounts', async () => {
    await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' }, yaml: 'access: { mode: accounts }' });
    const { url } = rollcall;
    const first = await signInFirstAdmin(url, rollcall.logs());
    const people: Person[] = [anonymous(rollcall)];
    for (const { who, role, scope } of ROLES) {
      const email = `${who}@example.test`;
      const made = await first.call(
        'POST',
        '/api/v1/users',
        jsonBody({ name: who, email, password: PASSWORD, role, scope }),
      );
      expect(made.status).toBe(201);
      people.push(inBrowser(who, role, await signIn(url, email)));
    }
    people.push(...(await withTokens(rollcall, (init) => first.call('POST', '/api/v1/tokens', init))));
    expect(await deviations('accounts', people)).toEqual([]);
  });

  it('oidc', async () => {
    const port = await freePort();
    await using rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'off' },
      yaml: JSON.stringify({
        access: {
          mode: 'oidc',
          oidc: {
            issuer: `http://127.0.0.1:${port}`,
            clientId: OIDC_CLIENT.id,
            clientSecret: OIDC_CLIENT.secret,
            scopes: ['openid', 'profile', 'email', 'groups'],
            roles: { admin: ['admin'], operator: ['operator'], viewer: ['viewer'] },
            operators: [{ group: 'limited-operator', ...LIMITED }],
          },
        },
      }),
    });
    await using provider = await startOidc(port, `${rollcall.url}/api/auth/callback/oidc`);
    const people: Person[] = [anonymous(rollcall)];
    const browsers: Browser[] = [];
    for (const { who, role } of ROLES) {
      provider.setUser(who, { email: `${who}@example.test`, groups: [who] });
      const browser = openBrowser(rollcall.url);
      const { body } = await browser.call('POST', '/api/auth/sign-in/oidc', jsonBody({}));
      await browser.follow(body.url);
      browsers.push(browser);
      people.push(inBrowser(who, role, browser));
    }
    people.push(
      ...(await withTokens(rollcall, async (init) => {
        const admin = browsers.at(-1);
        if (!admin) throw new Error('nobody has signed in');
        return admin.call('POST', '/api/v1/tokens', init);
      })),
    );
    expect(await deviations('oidc', people)).toEqual([]);
  });

  it('proxy', async () => {
    await using rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'off' },
      yaml: JSON.stringify({
        access: {
          mode: 'proxy',
          trustedProxies: ['127.0.0.1'],
          proxy: {
            userHeader: 'X-User',
            groupsHeader: 'X-Groups',
            roles: { admin: ['admin'], operator: ['operator'], viewer: ['viewer'] },
            operators: [{ group: 'limited-operator', ...LIMITED }],
          },
        },
      }),
    });
    const { url } = rollcall;
    const by = (who: string, init: RequestInit = {}): RequestInit => {
      const headers = new Headers(init.headers);
      for (const [name, value] of [
        ['x-user', `${who}@example.test`],
        ['x-groups', `staff, ${who}`],
        ['origin', url],
      ] as const)
        headers.set(name, value);
      return { ...init, headers };
    };
    const people = ROLES.map(
      ({ who, role }): Person => ({ who, role, ask: (method, path) => apiClient(url).call(method, path, by(who)) }),
    );
    const tokens = await withTokens(rollcall, (init) =>
      apiClient(url).call('POST', '/api/v1/tokens', by('admin', init)),
    );
    expect(await deviations('proxy', [anonymous(rollcall), ...people, ...tokens])).toEqual([]);
  });
});
