import { describe, expect, it } from 'vitest';
import { apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type Browser, openBrowser } from '../support/browser';
import { freePort } from '../support/free-port';
import { OIDC_CLIENT, startOidc } from '../support/oidc-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

const START = '/api/auth/sign-in/oidc';

function withProvider(port: number): Promise<RollcallServer> {
  const oidc = {
    issuer: `http://127.0.0.1:${port}`,
    clientId: OIDC_CLIENT.id,
    clientSecret: OIDC_CLIENT.secret,
    scopes: ['openid', 'profile', 'email', 'groups'],
    label: 'Sign in with the test',
    roles: { admin: ['ops'], viewer: ['staff'] },
    operators: [{ group: 'orders', registries: [], services: ['orders-*'] }],
  };
  return startRollcall({ env: { ROLLCALL_DEMO: 'off' }, yaml: JSON.stringify({ access: { mode: 'oidc', oidc } }) });
}

async function signIn(browser: Browser, next?: string) {
  const { status, body } = await browser.call('POST', START, jsonBody({ ...(next !== undefined && { next }) }));
  expect(status).toBe(200);
  return { asked: new URL(body.url), ...(await browser.follow(body.url)) };
}

async function identityOf(browser: Browser) {
  return (await browser.call('GET', '/api/v1/me')).body.identity;
}

describe('an identity provider', () => {
  it('lets people in by PKCE, with the role of their groups, as they are at each login', async () => {
    const port = await freePort();
    await using rollcall = await withProvider(port);
    await using provider = await startOidc(port, `${rollcall.url}/api/auth/callback/oidc`);
    const { url } = rollcall;
    expect(await apiClient(url).get('/api/v1/me')).toMatchObject({ mode: 'oidc', loginLabel: 'Sign in with the test' });

    provider.setUser('ann', { email: 'ann@example.test', groups: ['staff', 'ops'] });
    const ann = openBrowser(url);
    const done = await signIn(ann, '/services?q=x');
    expect(done.asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(done.asked.searchParams.get('nonce')).toMatch(/./);
    expect(done).toMatchObject({ url: `${url}/services?q=x`, answer: { status: 200 } });
    expect(await identityOf(ann)).toEqual({ name: 'ann@example.test', role: 'admin', scope: null, via: 'session' });

    provider.setUser('bob', { email: 'bob@example.test', groups: ['orders'] });
    const bob = openBrowser(url);
    await signIn(bob);
    const scope = { registries: [], services: ['orders-*'] };
    expect(await identityOf(bob)).toMatchObject({ role: 'operator', scope });

    provider.setUser('ann', { email: 'ann@example.test', groups: ['staff'] });
    const again = openBrowser(url);
    await signIn(again);
    expect(await identityOf(again)).toMatchObject({ role: 'viewer' });
    expect(await identityOf(ann)).toMatchObject({ role: 'viewer' });
    expect(rollcall.logs()).not.toContain(OIDC_CLIENT.secret);
  });

  it('lets nobody in whose groups grant nothing, nor who is disabled here', async () => {
    const port = await freePort();
    await using rollcall = await withProvider(port);
    await using provider = await startOidc(port, `${rollcall.url}/api/auth/callback/oidc`);
    provider.setUser('eve', { email: 'eve@example.test', groups: ['guests'] });
    const eve = openBrowser(rollcall.url);
    expect((await signIn(eve)).url).toBe(`${rollcall.url}/login?error=no-role`);
    expect(await identityOf(eve)).toBeNull();

    provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
    const ann = openBrowser(rollcall.url);
    await signIn(ann);
    provider.setUser('bob', { email: 'bob@example.test', groups: ['staff'] });
    const bob = openBrowser(rollcall.url);
    await signIn(bob);
    const { items } = (await ann.call('GET', '/api/v1/users')).body;
    expect(items.map(({ email }: { email: string }) => email)).toEqual(['ann@example.test', 'bob@example.test']);
    const path = `/api/v1/users/${items[1].id}`;
    expectProblem(await ann.call('PATCH', path, jsonBody({ role: 'admin' })), 409, 'refused');
    expect((await ann.call('PATCH', path, jsonBody({ disabled: true }))).status).toBe(200);
    expect(await identityOf(bob)).toBeNull();
    expect((await signIn(bob)).url).toMatch(/\/login\?error=/);
    expect(await identityOf(bob)).toBeNull();
    const audit = (await ann.call('GET', '/api/v1/audit')).body.items;
    expect(audit).toContainEqual(
      expect.objectContaining({ kind: 'login', outcome: 'refused', detail: 'identity provider: no-role' }),
    );
  });

  it('sends nobody to another server, and takes no answer it did not ask for', async () => {
    const port = await freePort();
    await using rollcall = await withProvider(port);
    await using provider = await startOidc(port, `${rollcall.url}/api/auth/callback/oidc`);
    provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/\n/evil.example']) {
      expect((await signIn(openBrowser(rollcall.url), next)).url).toBe(`${rollcall.url}/`);
    }
    const { body } = await openBrowser(rollcall.url).call('POST', START, jsonBody({}));
    // Another browser comes back with it.
    const thief = openBrowser(rollcall.url);
    expect((await thief.follow(body.url)).url).toMatch(/\/login\?error=/);
    expect(await identityOf(thief)).toBeNull();
    const forged = await thief.follow(`${rollcall.url}/api/auth/callback/oidc?code=abc&state=def`);
    expect(forged.url).toMatch(/\/login\?error=/);
  });

  it('that is down lets nobody in, keeps those who are, and is asked again', async () => {
    const port = await freePort();
    await using rollcall = await withProvider(port);
    const browser = openBrowser(rollcall.url);
    expectProblem(await browser.call('POST', START, jsonBody({})), 503, 'identity-provider-unavailable');
    {
      await using provider = await startOidc(port, `${rollcall.url}/api/auth/callback/oidc`);
      provider.setUser('ann', { email: 'ann@example.test', groups: ['ops'] });
      await signIn(browser);
    }
    expect(await identityOf(browser)).toMatchObject({ role: 'admin' });
    expect((await browser.call('POST', '/api/auth/sign-out')).status).toBe(204);
    expect(await identityOf(browser)).toBeNull();
  });
});
