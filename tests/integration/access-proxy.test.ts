import { describe, expect, it } from 'vitest';
import { apiClient, expectProblem } from '../support/api-client';
import { startRollcall } from '../support/rollcall-server';

const RULES = { roles: { admin: ['ops'], viewer: ['*'] } };

function behind(trustedProxies: readonly string[], proxy: object) {
  return startRollcall({
    env: { ROLLCALL_DEMO: 'off' },
    yaml: JSON.stringify({ access: { mode: 'proxy', trustedProxies, proxy: { ...RULES, ...proxy } } }),
  });
}

describe('behind a proxy', () => {
  it('takes who asks from its headers, and the address from the chain', async () => {
    await using rollcall = await behind(['127.0.0.0/8'], { userHeader: 'X-User', groupsHeader: 'X-Groups' });
    const api = apiClient(rollcall.url);
    const me = async (headers: Record<string, string>) =>
      (await api.call('GET', '/api/v1/me', { headers })).body.identity;
    expect(await me({ 'x-user': 'ann', 'x-groups': 'staff,ops' })).toEqual({
      name: 'ann',
      role: 'admin',
      scope: null,
      via: 'proxy',
    });
    expect(await me({ 'x-user': 'bob' })).toMatchObject({ name: 'bob', role: 'viewer' });
    expect(await me({})).toBeNull();
    expect(await me({ 'x-user': 'bob, ann', 'x-groups': 'ops' })).toBeNull();
    expectProblem(await api.call('GET', '/services'), 401, 'unauthenticated');
    expect((await api.call('GET', '/services', { headers: { 'x-user': 'bob' } })).status).toBe(200);
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const turned = await api.call('GET', '/services?q=x', { headers: { accept } });
    expect(turned.status).toBe(307);
    expect(turned.headers.get('location')).toBe('/login?next=%2Fservices%3Fq%3Dx');
    expectProblem(await api.call('GET', '/api/v1/services', { headers: { accept } }), 401, 'unauthenticated');

    const headers = { 'x-user': 'bob', origin: rollcall.url, 'x-forwarded-for': '6.6.6.6, 10.1.2.3, 127.0.0.9' };
    expectProblem(await api.call('DELETE', '/api/v1/registries/memory/instances/x', { headers }), 403, 'forbidden');
    const { items } = (await api.call('GET', '/api/v1/audit', { headers: { 'x-user': 'ann', 'x-groups': 'ops' } }))
      .body;
    expect(items[0]).toMatchObject({ actor: 'bob', source: '10.1.2.3', outcome: 'refused' });
  });

  it('believes no headers of anybody else', async () => {
    await using rollcall = await behind(['10.0.0.0/8'], { userHeader: 'X-User', groupsHeader: 'X-Groups' });
    const api = apiClient(rollcall.url);
    const headers = { 'x-user': 'ann', 'x-groups': 'ops', 'x-forwarded-for': '10.0.0.1' };
    expectProblem(await api.call('GET', '/api/v1/services', { headers }), 403, 'forbidden');
    expectProblem(await api.call('GET', '/services', { headers }), 403, 'forbidden');
    expect((await api.call('GET', '/api/v1/me', { headers })).body.identity).toBeNull();
    expect((await api.call('GET', '/healthz')).status).toBe(200);
  });

  it('takes names where there are no groups', async () => {
    await using rollcall = await behind(['127.0.0.1'], { userHeader: 'X-User', roles: { admin: ['ann'] } });
    const api = apiClient(rollcall.url);
    const as = (user: string) => api.call('GET', '/api/v1/users', { headers: { 'x-user': user, 'x-groups': 'ann' } });
    expect((await as('ann')).status).toBe(200);
    expectProblem(await as('bob'), 403, 'forbidden');
  });
});

describe('forged headers', () => {
  it('make nobody somebody in the other modes', async () => {
    await using rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' }, yaml: 'access: { mode: accounts }' });
    const api = apiClient(rollcall.url);
    for (const headers of [
      { 'x-user': 'ann', 'x-forwarded-user': 'ann', 'remote-user': 'ann' },
      { authorization: `Bearer rc_${'A'.repeat(43)}` },
      { authorization: 'Basic YWRtaW46YWRtaW4=' },
      { cookie: 'rollcall.session_token=abc.def' },
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    ]) {
      expectProblem(await api.call('GET', '/api/v1/services', { headers }), 401, 'unauthenticated');
      expect((await api.call('GET', '/services', { headers })).status).toBe(307);
    }
  });
});
