import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsulRegistry } from '@/lib/registry/consul/consul-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { collect } from '../contract/collector';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';
import { quietLog } from '../support/quiet-log';

const MANAGEMENT = '11111111-2222-3333-4444-555555555555';
const SEES_SHOP = 'service_prefix "shop-" { policy = "read" } node_prefix "" { policy = "read" }';

describe.skipIf(withoutConsul)('a token without all rights', () => {
  let consul: ConsulServer;
  let client: ConsulClient;
  beforeAll(async () => {
    consul = await startConsul({ managementToken: MANAGEMENT });
    client = consulClient(consul.address, MANAGEMENT);
    for (const name of ['shop-cart', 'shop-pay', 'bank']) await client.register({ Name: name, Port: 80 });
  });
  afterAll(() => consul[Symbol.asyncDispose]());

  async function token(name: string, rules: string): Promise<string> {
    await client.put('/v1/acl/policy', { Name: name, Rules: rules });
    const { SecretID } = (await client.put('/v1/acl/token', { Policies: [{ Name: name }] })) as { SecretID: string };
    return SecretID;
  }

  it('shows what it may read and says that there may be more', async () => {
    await using watch = await watchConsulServer({ ...consul, token: await token('shop', SEES_SHOP) });
    expect(watch.collector.instances('shop-cart')).toHaveLength(1);
    expect(watch.collector.instances('bank')).toHaveLength(0);
    await watch.collector.until(() => watch.notices().some(({ code }) => code === 'results-filtered'));
  });

  it('says nothing when it may read everything', async () => {
    await using watch = await watchConsulServer({ ...consul, token: MANAGEMENT });
    await client.register({ Name: 'later', Port: 80 });
    await watch.collector.until(() => watch.collector.instances('later').length === 1);
    expect(watch.notices()).toEqual([]);
  });

  it('does not take a service that Consul will not be asked for as one it may not read', async () => {
    const odd = { Node: 'outside', Address: '10.0.0.9', Service: { ID: 'odd', Service: 'odd\nname' } };
    await client.registerInCatalog(odd);
    await using watch = await watchConsulServer({ ...consul, token: MANAGEMENT });
    await watch.collector.until(() => watch.notices().length > 0);
    expect(watch.notices()).toMatchObject([{ code: 'partial', scope: 'odd\nname' }]);
    await client.deregisterInCatalog({ Node: 'outside', ServiceID: 'odd' });
    await watch.collector.until(() => watch.notices().length === 0);
  });

  it('does not take answers without any right for an empty catalogue', async () => {
    await using watch = await watchConsulServer({
      ...consul,
      token: await token('nothing', 'key "x" { policy = "read" }'),
    });
    await watch.collector.until(() => watch.notices().some(({ code }) => code === 'results-filtered'));
  });

  it('says so when it sees services but not the nodes they are on', async () => {
    const rules = 'service_prefix "" { policy = "read" }';
    await using watch = await watchConsulServer({ ...consul, token: await token('no-nodes', rules) });
    await watch.collector.until(() => watch.notices().some(({ code }) => code === 'results-filtered'));
  });

  it('keeps what it knew when rights are taken away, and says so', async () => {
    const policy = (await client.put('/v1/acl/policy', {
      Name: 'shrinking',
      Rules: `${SEES_SHOP} service_prefix "" { policy = "read" }`,
    })) as { ID: string };
    const { SecretID } = (await client.put('/v1/acl/token', { Policies: [{ ID: policy.ID }] })) as { SecretID: string };
    await using watch = await watchConsulServer({ ...consul, token: SecretID });
    await client.register({ Name: 'seen-before', Port: 80 });
    await watch.collector.until(() => watch.collector.instances('seen-before').length === 1);
    expect(watch.notices()).toEqual([]);
    await client.put(`/v1/acl/policy/${policy.ID}`, { ID: policy.ID, Name: 'shrinking', Rules: 'operator = "read"' });
    await client.register({ Name: 'shop-wakes-the-queries', Port: 80 });
    await watch.collector.until(() => watch.notices().length > 0);
    await client.register({ Name: 'wakes-them-again', Port: 80 });
    expect(watch.collector.instances('bank')).toHaveLength(1);
    expect(watch.collector.changes('bank')).toEqual([]);
  });

  it('is a stale link for a token nobody knows', async () => {
    const unknown = '99999999-2222-3333-4444-555555555555';
    const options = { id: 'consul', address: consul.address, token: unknown };
    const registry = createConsulRegistry(options, { clock: systemClock, random: Math.random, log: quietLog });
    await using collector = collect(registry);
    await collector.until(() => collector.links().includes('stale'));
    expect(collector.lists()).toBe(0);
    await expect(registry.describe(AbortSignal.timeout(5_000))).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(registry.describe(AbortSignal.timeout(5_000))).rejects.not.toThrow(unknown);
  });
});
