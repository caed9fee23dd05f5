import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type Browser, openBrowser, PASSWORD, printedCode, signIn, signInFirstAdmin } from '../support/browser';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const ACCOUNTS = { env: { ROLLCALL_DEMO: 'off' }, yaml: 'access: { mode: accounts }' };
const SIGN_IN = '/api/auth/sign-in/email';
const INSTANCE = '/api/v1/registries/memory/instances/a-1';

let rollcall: RollcallServer;
let admin: Browser;

beforeAll(async () => {
  rollcall = await startRollcall(ACCOUNTS);
  admin = await signInFirstAdmin(rollcall.url, rollcall.logs());
});
afterAll(() => rollcall[Symbol.asyncDispose]());

/** A new user with a browser that is signed in. */
async function signedIn(name: string, rights: object): Promise<{ id: string; email: string; browser: Browser }> {
  const email = `${name}@example.test`;
  const person = { name, email, password: PASSWORD, scope: null, ...rights };
  const { status, body } = await admin.call('POST', '/api/v1/users', jsonBody(person));
  expect(status).toBe(201);
  return { id: body.id, email, browser: await signIn(rollcall.url, email) };
}

describe('the first admin', () => {
  it('is made once, with the code that was printed and nowhere else', async () => {
    await using fresh = await startRollcall(ACCOUNTS);
    const api = apiClient(fresh.url);
    const path = '/api/v1/access/first-admin';
    const person = { name: 'Ann', email: 'ann@example.test', password: PASSWORD };
    expect(await api.get('/api/v1/me')).toEqual({
      mode: 'accounts',
      identity: null,
      needsFirstAdmin: true,
      credentials: [],
    });
    expectProblem(await api.call('POST', path, jsonBody({ code: 'AAAA-AAAA-AAAA-AAAA', ...person })), 403, 'forbidden');
    const code = printedCode(fresh.logs());
    expect(
      fresh
        .logs()
        .split('\n')
        .filter((line) => line.includes(code) && line.startsWith('{')),
    ).toEqual([]);
    const short = await api.call('POST', path, jsonBody({ code, ...person, password: 'short' }));
    expectProblem(short, 400, 'malformed');
    const both = await Promise.all([1, 2].map(() => api.call('POST', path, jsonBody({ code, ...person }))));
    expect(both.map(({ status }) => status).sort()).not.toEqual([201, 201]);
    expect(both.map(({ status }) => status)).toContain(201);
    expectProblem(await api.call('POST', path, jsonBody({ code, ...person })), 409, 'refused');
    expect((await api.get('/api/v1/me')).needsFirstAdmin).toBe(false);
    await fresh.restart();
    expect((await api.get('/api/v1/me')).needsFirstAdmin).toBe(false);
  });

  it('is not guessed', async () => {
    await using fresh = await startRollcall(ACCOUNTS);
    const api = apiClient(fresh.url);
    const guess = (n: number) =>
      api.call(
        'POST',
        '/api/v1/access/first-admin',
        jsonBody({ code: `AAAA-AAAA-AAAA-AA${n}`, name: 'x', email: 'x@example.test', password: PASSWORD }),
      );
    for (let n = 10; n < 20; n += 1) expectProblem(await guess(n), 403, 'forbidden');
    expectProblem(await guess(20), 429, 'rate-limited');
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts and other sites do not get, and tells nothing else', async () => {
    const answer = await openBrowser(rollcall.url).call(
      'POST',
      SIGN_IN,
      jsonBody({ email: 'ann@example.test', password: PASSWORD }),
    );
    expect(answer).toMatchObject({ status: 204, body: '' });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^rollcall\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Max-Age=43200/);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('sends its cookie over TLS alone where browsers come by TLS', async () => {
    await using secure = await startRollcall({
      env: { ROLLCALL_DEMO: 'off' },
      yaml: 'access: { mode: accounts, publicUrl: "https://rollcall.example" }',
    });
    const api = apiClient(secure.url);
    const person = { name: 'Ann', email: 'ann@example.test', password: PASSWORD };
    await api.call('POST', '/api/v1/access/first-admin', jsonBody({ code: printedCode(secure.logs()), ...person }));
    const headers = { origin: 'https://rollcall.example' };
    const answer = await api.call('POST', SIGN_IN, jsonBody({ email: person.email, password: PASSWORD }, headers));
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-rollcall\.session_token=.*; Secure/);
  });

  it('does not say whether it is the e-mail or the password that is wrong', async () => {
    const api = apiClient(rollcall.url);
    const wrong = await api.call('POST', SIGN_IN, jsonBody({ email: 'ann@example.test', password: 'wrong' }));
    const unknown = await api.call('POST', SIGN_IN, jsonBody({ email: 'nobody@example.test', password: PASSWORD }));
    expectProblem(wrong, 401, 'unauthenticated');
    expect(unknown.body).toEqual(wrong.body);
    const { items } = await (await admin.call('GET', '/api/v1/audit')).body;
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actor: 'ann@example.test', kind: 'login', outcome: 'done', source: '127.0.0.1' }),
        expect.objectContaining({ actor: 'nobody@example.test', kind: 'login', outcome: 'refused' }),
      ]),
    );
    expect(rollcall.logs()).not.toContain(PASSWORD);
  });

  it('is slowed down by account, and by address', async () => {
    await using fresh = await startRollcall(ACCOUNTS);
    const api = apiClient(fresh.url);
    const attempt = (email: string) => api.call('POST', SIGN_IN, jsonBody({ email, password: 'wrong' }));
    for (let n = 0; n < 10; n += 1) expectProblem(await attempt('eve@example.test'), 401, 'unauthenticated');
    const slowed = await attempt('Eve@example.test');
    expectProblem(slowed, 429, 'rate-limited');
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(600);
    for (let n = 0; n < 9; n += 1) expectProblem(await attempt(`eve-${n}@example.test`), 401, 'unauthenticated');
    expectProblem(await attempt('eve-11@example.test'), 429, 'rate-limited');
    // What a caller says of its address changes nothing.
    const forged = jsonBody(
      { email: 'eve-12@example.test', password: 'wrong' },
      { 'x-forwarded-for': '10.9.9.9', 'x-rollcall-source': '10.9.9.9' },
    );
    expectProblem(await api.call('POST', SIGN_IN, forged), 429, 'rate-limited');
  });

  it('ends when one signs out, and the cookie is worth nothing afterwards', async () => {
    const { browser } = await signedIn('leaver', { role: 'viewer' });
    const cookie = browser.cookies(rollcall.url);
    expect((await browser.call('POST', '/api/auth/sign-out')).status).toBe(204);
    expect(browser.cookies(rollcall.url)).toBe('');
    expectProblem(
      await apiClient(rollcall.url).call('GET', '/api/v1/services', { headers: { cookie } }),
      401,
      'unauthenticated',
    );
  });

  it('lets one change the password, and ends the other sessions', async () => {
    const { browser, email } = await signedIn('changer', { role: 'viewer' });
    const other = await signIn(rollcall.url, email);
    const change = (currentPassword: string) =>
      browser.call(
        'POST',
        '/api/auth/change-password',
        jsonBody({ currentPassword, newPassword: 'a new long password' }),
      );
    expectProblem(await change('not this'), 400, 'malformed');
    expect((await change(PASSWORD)).status).toBe(204);
    expect((await browser.call('GET', '/api/v1/services')).status).toBe(200);
    expect((await other.call('GET', '/api/v1/services')).status).toBe(401);
    await signIn(rollcall.url, email, 'a new long password');
  });
});

describe('a page', () => {
  it('leads to the login page, and back to where one wanted to go', async () => {
    const { status, headers } = await apiClient(rollcall.url).call('GET', '/services?q=a%26b');
    expect(status).toBe(307);
    expect(headers.get('location')).toBe(`/login?next=${encodeURIComponent('/services?q=a%26b')}`);
    expect((await admin.call('GET', '/services')).status).toBe(200);
    for (const path of ['/healthz', '/readyz', '/api/v1/openapi.json']) {
      expect((await apiClient(rollcall.url).call('GET', path)).status).toBe(200);
    }
  });
});

describe('a cookie', () => {
  it.each([
    ['of another page', { origin: 'https://evil.example' }],
    ['of a page that does not say which', {}],
    ['of another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['of an address that was typed in', { 'sec-fetch-site': 'none' }],
  ])('changes nothing when it comes with a request %s', async (_, headers) => {
    const cookie = admin.cookies(rollcall.url);
    const init = jsonBody({ service: 'a', address: '10.0.0.1', port: 1 }, { cookie, ...headers });
    expectProblem(await apiClient(rollcall.url).call('PUT', INSTANCE, init), 403, 'foreign-origin');
  });

  it('does with one of ours', async () => {
    const body = { service: 'a', address: '10.0.0.1', port: 1 };
    expect((await admin.call('PUT', INSTANCE, jsonBody(body))).status).toBe(201);
    const headers = { cookie: admin.cookies(rollcall.url), 'sec-fetch-site': 'same-origin' };
    expect((await apiClient(rollcall.url).call('PUT', INSTANCE, jsonBody(body, headers))).status).toBe(200);
  });
});

describe('limits', () => {
  it('hold for an operator and for a token', async () => {
    const scope = { registries: ['memory'], services: ['orders-*'] };
    const { browser } = await signedIn('limited', { role: 'operator', scope });
    const { body: made } = await admin.call(
      'POST',
      '/api/v1/tokens',
      jsonBody({ name: 'ci', role: 'operator', scope, expiresAt: null }),
    );
    const byToken = (method: string, path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${made.token}`);
      return apiClient(rollcall.url).call(method, path, { ...init, headers });
    };
    const path = (id: string) => `/api/v1/registries/memory/instances/${id}`;
    const body = (service: string) => jsonBody({ service, address: '10.0.0.1', port: 1 });
    await admin.call('PUT', path('cart-1'), body('cart'));
    for (const [id, call] of [
      ['session-1', browser.call],
      ['token-1', byToken],
    ] as const) {
      expect((await call('PUT', path(id), body('orders-a'))).status).toBe(201);
      expectProblem(await call('PUT', path(`${id}-x`), body('cart')), 403, 'forbidden');
      expectProblem(await call('PUT', path('cart-1'), body('orders-a')), 403, 'forbidden');
      expectProblem(await call('PUT', `${path('cart-1')}/heartbeat`), 403, 'forbidden');
      expectProblem(await call('DELETE', path('cart-1')), 403, 'forbidden');
      expect((await call('DELETE', path(id))).status).toBe(204);
    }
  });
});

describe('users', () => {
  it('are made and changed by an admin, who keeps one', async () => {
    const { id, browser } = await signedIn('user', { role: 'viewer' });
    const change = (body: object) => admin.call('PATCH', `/api/v1/users/${id}`, jsonBody(body));
    expectProblem(await browser.call('GET', '/api/v1/users'), 403, 'forbidden');
    expectProblem(await change({ scope: { registries: [], services: ['a'] } }), 400, 'malformed');
    expect((await change({ role: 'operator', scope: { registries: [], services: ['a'] } })).body).toMatchObject({
      role: 'operator',
      scope: { registries: [], services: ['a'] },
    });
    expect((await change({ role: 'admin' })).body).toMatchObject({ role: 'admin', scope: null });
    expect((await browser.call('GET', '/api/v1/users')).status).toBe(200);
    expect((await change({ role: 'viewer' })).status).toBe(200);
    const { items } = (await admin.call('GET', '/api/v1/users')).body;
    expect(JSON.stringify(items)).not.toMatch(/password|hash/i);
    const ann = items.find(({ email }: { email: string }) => email === 'ann@example.test');
    expectProblem(await admin.call('PATCH', `/api/v1/users/${ann.id}`, jsonBody({ role: 'viewer' })), 409, 'refused');
    expectProblem(await admin.call('DELETE', `/api/v1/users/${ann.id}`), 409, 'refused');
    expect((await admin.call('DELETE', `/api/v1/users/${id}`)).status).toBe(204);
    expect((await browser.call('GET', '/api/v1/services')).status).toBe(401);
    expectProblem(await admin.call('DELETE', `/api/v1/users/${id}`), 404, 'unknown-user');
  });

  it('who are disabled end with their sessions, streams and tokens', async () => {
    const { id, browser, email } = await signedIn('disabled', { role: 'admin' });
    const token = (
      await browser.call('POST', '/api/v1/tokens', jsonBody({ name: 'mine', role: 'viewer', expiresAt: null }))
    ).body.token;
    const cookie = browser.cookies(rollcall.url);
    const streams = await Promise.all(
      [{ cookie }, { authorization: `Bearer ${token}` }].map((headers) =>
        fetch(`${rollcall.url}/api/v1/stream?view=services`, { headers }),
      ),
    );
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect((await admin.call('PATCH', `/api/v1/users/${id}`, jsonBody({ disabled: true }))).status).toBe(200);
    expect((await browser.call('GET', '/api/v1/services')).status).toBe(401);
    await expect(signIn(rollcall.url, email)).rejects.toThrow(/does not get in: 401/);
    // The end of the answer, which otherwise goes on for good.
    await Promise.all(streams.map((stream) => stream.text()));
    await eventually(async () => {
      const headers = { authorization: `Bearer ${token}` };
      return (await apiClient(rollcall.url).call('GET', '/api/v1/services', { headers })).status === 401;
    });
  });
});

describe('a refusal', () => {
  it('is in the audit, with who and what', async () => {
    const { browser } = await signedIn('refused', { role: 'viewer' });
    expectProblem(await browser.call('DELETE', '/api/v1/registries/memory/instances/kept'), 403, 'forbidden');
    const { items } = (await admin.call('GET', '/api/v1/audit')).body;
    expect(items[0]).toMatchObject({
      actor: 'refused@example.test',
      source: '127.0.0.1',
      kind: 'request',
      outcome: 'refused',
      registry: 'memory',
      instance: 'kept',
      detail: 'DELETE /api/v1/registries/memory/instances/kept: This needs the role operator; yours is viewer.',
    });
  });
});

describe("a user's own Consul token", () => {
  it('is taken for a Consul, with a session, and never told again', async () => {
    await using consul = await startRollcall({
      env: { CONSUL_HTTP_ADDR: '127.0.0.1:1', ROLLCALL_DEMO: 'on' },
      yaml: 'access: { mode: accounts }',
    });
    const browser = await signInFirstAdmin(consul.url, consul.logs());
    const path = '/api/v1/registries/consul/credential';
    const secret = 'b1c2d3e4-own-token';
    expect(await browser.call('PUT', path, jsonBody({ token: secret }))).toMatchObject({ status: 204, body: '' });
    expectProblem(
      await browser.call('PUT', '/api/v1/registries/memory/credential', jsonBody({ token: secret })),
      409,
      'refused',
    );
    const { body } = await browser.call(
      'POST',
      '/api/v1/tokens',
      jsonBody({ name: 'ci', role: 'admin', expiresAt: null }),
    );
    const byToken = jsonBody({ token: secret }, { authorization: `Bearer ${body.token}` });
    expectProblem(await apiClient(consul.url).call('PUT', path, byToken), 409, 'refused');
    expect((await browser.call('DELETE', path)).status).toBe(204);
    expect(consul.logs()).not.toContain(secret);
  });
});
