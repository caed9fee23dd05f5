import { describe, expect, it } from 'vitest';
import type { Action } from '@/lib/domain/action';
import { actionsClient } from '../support/actions-client';
import { expectProblem, jsonBody } from '../support/api-client';
import { type Browser, signIn, signInFirstAdmin } from '../support/browser';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const MANAGEMENT = '11111111-2222-3333-4444-555555555555';
const READS =
  'service_prefix "" { policy = "read" } node_prefix "" { policy = "read" } agent_prefix "" { policy = "read" }';
const CREDENTIAL = '/api/v1/registries/dc/credential';

describe.skipIf(withoutConsul)("a user's own token, where Rollcall's may only read", { timeout: 60_000 }, () => {
  it('lets Consul decide, is told of after a reload and never told, and goes with the session', async () => {
    await using consul = await startConsul({ managementToken: MANAGEMENT });
    const client = consulClient(consul.address, MANAGEMENT);
    const tokenFor = async (name: string, rules: string) => {
      await client.put('/v1/acl/policy', { Name: name, Rules: rules });
      const made = await client.put('/v1/acl/token', { Policies: [{ Name: name }] });
      return (made as { SecretID: string }).SecretID;
    };
    const reading = await tokenFor('reads', READS);
    const own = await tokenFor('owns', `${READS} service "mine" { policy = "write" }`);
    for (const Name of ['mine', 'theirs']) await client.register({ ID: `${Name}-1`, Name, Port: 80 });
    const maintained = async () => {
      const checks = (await client.get('/v1/agent/checks')) as Record<string, unknown>;
      return Object.keys(checks).filter((id) => id.startsWith('_service_maintenance'));
    };

    await using rollcall = await startRollcall({
      env: { ROLLCALL_DEMO: 'off' },
      yaml: JSON.stringify({
        registries: [{ kind: 'consul', id: 'dc', address: consul.address, token: reading }],
        access: { mode: 'accounts' },
      }),
    });
    const ann = await signInFirstAdmin(rollcall.url, rollcall.logs());
    const drain = async (browser: Browser, service: string): Promise<Action> => {
      const [instance] = await instancesOf(browser, service);
      const actions = actionsClient({
        ...browser,
        get: async (path: string) => (await browser.call('GET', path)).body,
      });
      const request = { kind: 'drain', targets: [{ registry: 'dc', instance: instance?.id }], confirm: service };
      const id = await actions.act(request);
      return eventually(async () => {
        const action = await actions.get(id);
        return ['planned', 'sent'].includes(action.steps[0]?.state ?? '') ? undefined : action;
      });
    };

    expect(await drain(ann, 'mine')).toMatchObject({
      steps: [{ state: 'failed', detail: expect.stringContaining('needs service:write on "mine"') }],
    });
    expect(await credentials(ann)).toEqual([]);

    expect((await ann.call('PUT', CREDENTIAL, jsonBody({ token: own }))).status).toBe(204);
    expect(await credentials(ann)).toEqual(['dc']);
    const elsewhere = await signIn(rollcall.url, 'ann@example.test');
    expect(await credentials(elsewhere)).toEqual([]);
    expect(await drain(ann, 'mine')).toMatchObject({ steps: [{ state: 'confirmed' }] });
    expect(await maintained()).toEqual(['_service_maintenance:mine-1']);
    expect(await drain(ann, 'theirs')).toMatchObject({
      steps: [{ state: 'failed', detail: expect.stringContaining('needs service:write on "theirs"') }],
    });
    expect(rollcall.logs()).not.toContain(own);
    expect(JSON.stringify((await ann.call('GET', '/api/v1/audit')).body)).not.toContain(own);

    await client.put('/v1/agent/service/maintenance/mine-1?enable=false');
    await eventually(async () => (await instancesOf(ann, 'mine'))[0]?.rotation === 'in');
    const cookie = ann.cookies(rollcall.url);
    expect((await ann.call('POST', '/api/auth/sign-out')).status).toBe(204);
    const ghost = await fetch(`${rollcall.url}/api/v1/me`, { headers: { cookie } });
    expect(await ghost.json()).toMatchObject({ identity: null, credentials: [] });
    expectProblem(await ann.call('PUT', CREDENTIAL, jsonBody({ token: own })), 401, 'unauthenticated');
    const again = await signIn(rollcall.url, 'ann@example.test');
    expect(await credentials(again)).toEqual([]);
    expect(await drain(again, 'mine')).toMatchObject({ steps: [{ state: 'failed' }] });
    expect(await maintained()).toEqual([]);
  });
});

async function credentials(browser: Browser): Promise<readonly string[]> {
  return (await browser.call('GET', '/api/v1/me')).body.credentials;
}

async function instancesOf(browser: Browser, service: string): Promise<readonly { id: string; rotation: string }[]> {
  return eventually(async () => {
    const { body } = await browser.call('GET', `/api/v1/registries/dc/services/${service}`);
    return body.instances?.length === 1 && body.instances;
  });
}
