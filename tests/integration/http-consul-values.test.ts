import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { openStream } from '../support/open-stream';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

let consul: ConsulServer;
let client: ConsulClient;
let rollcall: RollcallServer;
let api: ApiClient;

describe.skipIf(withoutConsul)('hostile data in Consul', () => {
  beforeAll(async () => {
    consul = await startConsul();
    client = consulClient(consul.address);
    rollcall = await startRollcall({ env: { CONSUL_HTTP_ADDR: consul.address } });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    expect(rollcall.logs()).not.toContain('request-failed');
    expect(rollcall.logs()).not.toContain('watch-failed');
    await rollcall[Symbol.asyncDispose]();
    await consul[Symbol.asyncDispose]();
  });

  it.each([
    ['1,000 characters', 'n'.repeat(1_000)],
    ['a slash', 'team/orders'],
    ['an escaped slash', 'team%2Forders'],
    ['spaces', 'two words'],
    ['emoji', '🦄'],
    ['a question mark', 'a?b=c#d'],
    ['markup', '<script>alert(1)</script>'],
    ['a name of objects', '__proto__'],
  ])('shows a service whose name has %s, with its page', async (_, service) => {
    const id = `odd ${Buffer.from(service).toString('hex').slice(0, 60)}/%2F🦄`;
    await client.registerInCatalog({
      Node: 'odd-node',
      Address: '10.0.0.7',
      Service: { ID: id, Service: service, Address: '10.0.0.8', Port: 80 },
    });
    const [instance] = await api.untilService('consul', service, 1);
    expect(instance).toMatchObject({ service, address: '10.0.0.8', health: 'passing', node: 'odd-node' });
    expect(instance.id).toMatch(/^[A-Za-z0-9_.~-]+$/);
    const inspected = await api.get(`/api/v1/registries/consul/instances/${instance.id}`);
    expect(inspected.nativeId).toContain(id);
    const page = await api.call('GET', `/registries/consul/services/${encodeURIComponent(service)}`);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<script>alert(1)');
  });

  it('says that there is a service which Consul itself cannot be asked for', async () => {
    await client.registerInCatalog({
      Node: 'odd-node',
      Address: '10.0.0.7',
      Service: { ID: 'unaskable', Service: 'unaskable\nname', Address: '10.0.0.8', Port: 80 },
    });
    const seen = async () => (await api.get('/api/v1/registries')).items[0].notices;
    const [notice, ...others] = await eventually(async () => {
      const notices = await seen();
      return notices.length > 0 && notices;
    });
    expect(notice).toMatchObject({ code: 'partial', scope: 'unaskable\nname' });
    expect(notice.detail).toMatch(/^Consul has this service but does not answer for it: 400/);
    expect(others).toEqual([]);
    await client.deregisterInCatalog({ Node: 'odd-node', ServiceID: 'unaskable' });
    await eventually(async () => (await seen()).length === 0);
  });

  it('shows output, tags and metadata as they are', async () => {
    const output = `<b>${'x'.repeat(3_000)}</b>\0\u202e`;
    await client.register({
      ID: 'loud',
      Name: 'loud',
      Address: '::1',
      Port: 0,
      Tags: ['<i>tag</i>', '', 'a=b'],
      Meta: { zone: '"a"', version: 'javascript:alert(1)' },
      Check: { TTL: '60s', Status: 'passing' },
    });
    await client.setTtl('loud', 'critical', output);
    const instance = await eventually(async () => {
      const { instances } = (await api.call('GET', '/api/v1/registries/consul/services/loud')).body;
      return instances?.[0]?.checks.some((check: { output: string }) => check.output === output) && instances[0];
    });
    expect(instance).toMatchObject({ health: 'critical', address: '::1', port: 0, version: 'javascript:alert(1)' });
    expect(instance.tags).toContain('<i>tag</i>');
    const change = await eventually(async () => (await api.get('/api/v1/changes?service=loud')).items[0]);
    expect(JSON.stringify(change)).not.toContain('x'.repeat(5_000));
  });

  it('is live: what programs do shows up in an open stream', async () => {
    await using stream = await openStream(
      `${rollcall.url}/api/v1/stream?view=changes&registry=consul&service=consul-live`,
    );
    await stream.until(({ name }) => name === 'link');
    await client.register({
      ID: 'live-1',
      Name: 'consul-live',
      Address: '10.0.0.1',
      Port: 80,
      Check: { TTL: '60s', Status: 'passing' },
    });
    await client.setTtl('live-1', 'critical', 'down');
    await stream.until(({ data }) => data.changes?.some(({ to }: { to?: string }) => to === 'critical'));
    await client.put('/v1/agent/service/maintenance/live-1?enable=true&reason=work');
    await stream.until(({ data }) => data.changes?.some(({ to }: { to?: string }) => to === 'out'));
    await client.deregister('live-1');
    await stream.until(({ data }) => data.changes?.some(({ kind }: { kind: string }) => kind === 'deregistered'));
  });
});
