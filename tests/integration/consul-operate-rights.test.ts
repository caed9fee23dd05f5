import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consulClient } from '../support/consul-client';
import { type ConsulCluster, startConsulCluster } from '../support/consul-cluster';
import { withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';
import { operating } from '../support/operating';

const MANAGEMENT = '11111111-2222-3333-4444-555555555555';
const READS =
  'service_prefix "" { policy = "read" } node_prefix "" { policy = "read" } agent_prefix "" { policy = "read" }';
const WRITES = `${READS} service "mine" { policy = "write" }`;

describe.skipIf(withoutConsul)('the token a write is sent with', { timeout: 60_000 }, () => {
  let cluster: ConsulCluster;
  beforeAll(async () => {
    cluster = await startConsulCluster({ managementToken: MANAGEMENT });
  }, 60_000);
  afterAll(() => cluster?.[Symbol.asyncDispose]());

  async function token(name: string, rules: string): Promise<string> {
    const { client } = cluster;
    await client.put('/v1/acl/policy', { Name: name, Rules: rules });
    const { SecretID } = (await client.put('/v1/acl/token', { Policies: [{ Name: name }] })) as { SecretID: string };
    return SecretID;
  }
  const own = (token: string) =>
    consulClient(cluster.server.address, token).get('/v1/acl/token/self') as Promise<{ AccessorID: string }>;
  const template = () => `http://{address}:${new URL(cluster.left.address).port}`;
  const watching = (token: string, agentUrlTemplate = template()) =>
    watchConsulServer({ address: cluster.server.address, token, agentUrlTemplate });

  it('is the operator\u2019s own in place of Rollcall\u2019s, and Consul decides', async () => {
    const [reading, writing] = [await token('reads', READS), await token('writes', WRITES)];
    for (const Name of ['mine', 'theirs']) await cluster.left.client.register({ ID: `${Name}-1`, Name, Port: 80 });
    await using watch = await watching(reading);
    const { plan, perform, done, answer } = operating(watch.registry);
    const mine = await plan(watch.only('mine'), { kind: 'drain' });
    expect(JSON.stringify(mine)).not.toContain(reading);
    await expect(perform(mine.order)).rejects.toMatchObject({
      code: 'permission-denied',
      message: expect.stringMatching(/needs service:write on "mine"/),
    });
    expect(await perform(mine.order, { token: writing })).toEqual({ kind: 'done' });
    await watch.collector.until(() => watch.only('mine').rotation === 'out');
    const theirs = await plan(watch.only('theirs'), { kind: 'deregister' });
    await expect(perform(theirs.order, { token: writing })).rejects.toMatchObject({ code: 'permission-denied' });
    const weighing = await done(
      watch.only('mine'),
      { kind: 'set-weight', weight: 3 },
      { credential: { token: writing } },
    );
    expect(weighing.warnings).toEqual([expect.stringContaining('your token')]);
    expect(JSON.stringify(weighing)).not.toContain(writing);
    const unknown = { token: '99999999-2222-3333-4444-555555555555' };
    const refused = answer(watch.only('mine'), { kind: 'restore' }, { credential: unknown });
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(refused).rejects.not.toThrow(unknown.token);
  });

  it('may be deleted while an instance is drained by it: another one restores it, in the catalog too', async () => {
    const passing = await token('passing-by', `${READS} service "left-out" { policy = "write" }`);
    await cluster.left.client.register({ ID: 'left-out-1', Name: 'left-out', Port: 80 });
    await using watch = await watching(MANAGEMENT);
    const { done } = operating(watch.registry);
    await done(watch.only('left-out'), { kind: 'drain' }, { credential: { token: passing } });
    await watch.collector.until(() => watch.only('left-out').rotation === 'out');
    const { AccessorID } = await own(passing);
    await cluster.client.delete(`/v1/acl/token/${AccessorID}`);
    const { writes } = await done(watch.only('left-out'), { kind: 'restore' });
    expect(writes.map(({ what }) => what)).toEqual([
      `PUT ${cluster.left.address}/v1/agent/service/maintenance/left-out-1?enable=false`,
      `PUT ${cluster.server.address}/v1/catalog/deregister`,
    ]);
    await watch.collector.until(() => watch.only('left-out').rotation === 'in');
  });

  it('names the rights for the catalog, too', async () => {
    const reading = await token('reads-catalog', READS);
    await cluster.client.registerInCatalog({
      Node: 'ext',
      Address: '10.7.7.7',
      Service: { ID: 'ext-1', Service: 'ext' },
    });
    await using watch = await watching(reading);
    const { plan, perform } = operating(watch.registry);
    const { order } = await plan(watch.only('ext'), { kind: 'deregister' });
    await expect(perform(order)).rejects.toMatchObject({
      message: expect.stringMatching(/service:write on "ext" or node:write on "ext"/),
    });
  });

  it('has to be able to ask an agent for its name, and is told so', async () => {
    const blind = await token('blind', 'service_prefix "" { policy = "write" } node_prefix "" { policy = "read" }');
    await cluster.left.client.register({ ID: 'blind-1', Name: 'blind', Port: 80 });
    await using watch = await watching(blind);
    const { answer } = operating(watch.registry);
    expect(await answer(watch.only('blind'), { kind: 'drain' })).toMatchObject({
      refusal: expect.stringContaining('needs agent:read'),
    });
  });

  it('goes to no address that the catalog alone names', async () => {
    const asked: string[] = [];
    const trap = createServer((request, answer) => {
      asked.push(`${request.method} ${request.url}`);
      answer.end('{}');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const { port } = trap.address() as AddressInfo;
    const serf = { CheckID: 'serfHealth', Name: 'Serf Health Status', Status: 'passing' };
    const entry = { Node: 'trap', Address: '127.0.0.1', Check: serf, Service: { ID: 'bait-1', Service: 'bait' } };
    await cluster.client.registerInCatalog(entry);
    await using watch = await watching(MANAGEMENT, `http://{address}:${port}`);
    const { answer } = operating(watch.registry);
    expect(await answer(watch.only('bait'), { kind: 'drain' })).toMatchObject({
      refusal: expect.stringContaining('knows no living member trap'),
    });
    expect(await answer(watch.only('bait'), { kind: 'deregister' })).toMatchObject({
      means: expect.stringContaining('catalog'),
    });
    expect(asked).toEqual([]);
    await new Promise((resolve) => trap.close(resolve));
  });
});
