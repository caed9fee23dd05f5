import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type Browser, openBrowser, PASSWORD, signIn, signInFirstAdmin } from '../support/browser';
import { rawGet, rawRequest } from '../support/raw-http';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

const SIGN_IN = '/api/auth/sign-in/email';
/** This machine stands in for a proxy, so that a test has as many addresses as it wants. */
const ACCOUNTS = {
  env: { ROLLCALL_DEMO: 'off' },
  yaml: 'access: { mode: accounts, trustedProxies: [127.0.0.1] }',
};

let rollcall: RollcallServer;
let admin: Browser;

beforeAll(async () => {
  rollcall = await startRollcall(ACCOUNTS);
  admin = await signInFirstAdmin(rollcall.url, rollcall.logs());
});
afterAll(() => rollcall[Symbol.asyncDispose]());

async function signInFrom(source: string, email: string, password: string): Promise<number> {
  const init = jsonBody({ email, password }, { 'x-forwarded-for': source });
  return (await apiClient(rollcall.url).call('POST', SIGN_IN, init)).status;
}

async function auditTotal(): Promise<number> {
  return (await admin.call('GET', '/api/v1/audit?limit=1')).body.total;
}

async function newAdmin(email: string): Promise<{ id: string; browser: Browser }> {
  const person = { name: email, email, password: PASSWORD, role: 'admin' };
  const { body } = await admin.call('POST', '/api/v1/users', jsonBody(person));
  return { id: body.id, browser: await signIn(rollcall.url, email) };
}

/** A client that shows a token which `maker` makes for it. */
async function newToken(maker: Pick<Browser, 'call'>, role: string): Promise<Pick<Browser, 'call'>> {
  const { status, body } = await maker.call('POST', '/api/v1/tokens', jsonBody({ name: role, role, expiresAt: null }));
  expect(status).toBe(201);
  return {
    call: (method, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${body.token}`);
      return apiClient(rollcall.url).call(method, path, { ...init, headers });
    },
  };
}

describe('guessing', () => {
  it('fills the log, and the audit only up to a bound', async () => {
    const before = await auditTotal();
    await Promise.all(Array.from({ length: 200 }, () => signInFrom('10.0.0.1', 'eve@example.test', 'wrong')));
    expect((await auditTotal()) - before).toBeLessThanOrEqual(120);
    const logged = rollcall
      .logs()
      .split('\n')
      .filter((line) => line.includes('sign-in-refused'));
    expect(logged.length).toBeGreaterThanOrEqual(200);
  });

  it('from an address that has used up its attempts locks no account', async () => {
    for (let n = 0; n < 20; n += 1) await signInFrom('10.0.0.2', `nobody-${n}@example.test`, 'wrong');
    for (let n = 0; n < 12; n += 1) expect(await signInFrom('10.0.0.2', 'ann@example.test', 'wrong')).toBe(429);
    expect(await signInFrom('10.0.0.3', 'ann@example.test', PASSWORD)).toBe(204);
  });

  it('is counted together from all addresses of an IPv6 network', async () => {
    for (let n = 0; n < 20; n += 1) await signInFrom(`2001:db8:1:2::${n}`, `somebody-${n}@example.test`, 'wrong');
    expect(await signInFrom('2001:db8:1:2:ffff::1', 'somebody@example.test', 'wrong')).toBe(429);
    expect(await signInFrom('2001:db8:1:3::1', 'somebody@example.test', 'wrong')).toBe(401);
  });
});

describe('a token', () => {
  it('does no more than its maker may do now', async () => {
    const { id, browser } = await newAdmin('demoted@example.test');
    const [asAdmin, asViewer] = [await newToken(browser, 'admin'), await newToken(browser, 'viewer')];
    expect((await asAdmin.call('GET', '/api/v1/users')).status).toBe(200);
    await admin.call('PATCH', `/api/v1/users/${id}`, jsonBody({ role: 'operator' }));
    expectProblem(await asAdmin.call('GET', '/api/v1/users'), 401, 'unauthenticated');
    expect((await asViewer.call('GET', '/api/v1/services')).status).toBe(200);
  });

  it('that a token made ends with whoever made the first', async () => {
    const { id, browser } = await newAdmin('gone@example.test');
    const second = await newToken(await newToken(browser, 'admin'), 'admin');
    expect((await second.call('GET', '/api/v1/users')).status).toBe(200);
    expect((await admin.call('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
    expectProblem(await second.call('GET', '/api/v1/users'), 401, 'unauthenticated');
  });

  it('in the address is none', async () => {
    const { body } = await admin.call(
      'POST',
      '/api/v1/tokens',
      jsonBody({ name: 'q', role: 'viewer', expiresAt: null }),
    );
    for (const name of ['token', 'access_token', 'authorization']) {
      const path = `/api/v1/services?${name}=${body.token}`;
      expectProblem(await apiClient(rollcall.url).call('GET', path), 401, 'unauthenticated');
    }
  });
});

describe('whoever is signed in', () => {
  it('reaches none of the ways in which the library would change a user', async () => {
    const { browser } = await newAdmin('curious@example.test');
    for (const path of ['update-user', 'sign-up/email', 'delete-user', 'change-email', 'admin/set-role', 'ok']) {
      const answer = await browser.call('POST', `/api/auth/${path}`, jsonBody({ role: 'admin', name: 'x' }));
      expectProblem(answer, 404, 'unknown-route');
    }
  });

  it('is led to no other server after the login page', async () => {
    for (const next of ['//evil.example', '/.//evil.example', '/x/..//evil.example', '/%2e//evil.example']) {
      const { headers } = await admin.call('GET', `/login?next=${encodeURIComponent(next)}`);
      expect(headers.get('location')).toBe('/');
    }
  });

  it('leaves nothing of what the API says on the way', async () => {
    for (const path of ['/api/v1/services', '/api/v1/users', '/api/v1/audit', '/api/v1/me', '/metrics']) {
      expect((await admin.call('GET', path)).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('may ask with parameters that every object has a property of', async () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect((await admin.call('GET', `/api/v1/services?${name}=x`)).status).toBe(200);
    }
    const polluted = '{"__proto__": {"role": "admin"}, "name": "x"}';
    const init = { body: polluted, headers: { 'content-type': 'application/json' } };
    expectProblem(await admin.call('PATCH', '/api/v1/users/constructor', init), 400, 'malformed');
  });
});

describe('a page', () => {
  it.each([
    '/_next/static/../../services',
    '/_next/static/%2e%2e/%2e%2e/services',
    '/_next/data/x/services.json',
    '/login/../services',
    '/login%2f..%2fservices',
    '/api/../services',
    '/icon.svg/../services',
    '/services.rsc',
    '/services.segments/_tree.segment.rsc',
    '/services?_rsc=x',
    '/SERVICES',
  ])('is nobody’s who is not signed in, however one spells it: %s', async (path) => {
    const { status, headers } = await rawGet(Number(new URL(rollcall.url).port), path);
    expect(status).toBe(307);
    expect(headers.get('location') ?? '/login').toMatch(/^\/login/);
  });

  it.each(['/%ff', '/%'])('has no address like %s', async (path) => {
    expect((await rawGet(Number(new URL(rollcall.url).port), path)).status).toBe(400);
  });

  it.each([
    'RSC: 1',
    'RSC: 1\r\nNext-Router-Segment-Prefetch: /_tree',
    'X-Middleware-Subrequest: proxy:proxy:proxy:proxy:proxy',
    'X-Middleware-Next: 1',
    'X-Matched-Path: /login',
    'X-Original-URL: /login',
    'X-Forwarded-Host: evil.example',
    'Next-Action: x',
  ])('is nobody’s who is not signed in, whatever a header says: %j', async (header) => {
    const port = Number(new URL(rollcall.url).port);
    const { status, headers } = await rawRequest(
      port,
      `GET /services HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${header}`,
    );
    expect(status).toBe(307);
    expect(headers.get('location')).toBe('/login?next=%2Fservices');
  });
});

describe("a user's own Consul token", () => {
  it.each(['a\r\nX-Evil: 1', 'a\u0000', 'käse', 'two words', ''])(
    'that no header can hold is not kept: %j',
    async (token) => {
      const path = '/api/v1/registries/consul/credential';
      const answer = await admin.call('PUT', path, jsonBody({ token }));
      expectProblem(answer, 400, 'malformed');
      if (token !== '') expect(JSON.stringify(answer.body)).not.toContain(token);
    },
  );
});

describe('a proxy that lets a caller name groups too', () => {
  it('is not believed', async () => {
    const proxy = { userHeader: 'X-User', groupsHeader: 'X-Groups', roles: { admin: ['ops'], viewer: ['*'] } };
    await using behind = await startRollcall({
      env: { ROLLCALL_DEMO: 'off' },
      yaml: JSON.stringify({ access: { mode: 'proxy', trustedProxies: ['127.0.0.1'], proxy } }),
    });
    const port = Number(new URL(behind.url).port);
    const ask = (groups: string) =>
      rawRequest(port, `GET /api/v1/users HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-User: eve\r\n${groups}`);
    expect((await ask('X-Groups: staff,ops')).status).toBe(200);
    expect((await ask('X-Groups: ops\r\nx-groups: staff')).status).toBe(403);
    expect((await ask('X-Groups: staff')).status).toBe(403);
    expect((await openBrowser(behind.url).call('GET', '/api/v1/me')).body.identity).toBeNull();
  });
});
