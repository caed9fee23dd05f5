import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsulCluster, startConsulCluster } from '../support/consul-cluster';
import { withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';
import { operating } from '../support/operating';

const POD = { 'pod-name': 'api-0', 'k8s-namespace': 'shop' };

describe.skipIf(withoutConsul)('operating where no agent can be asked', { timeout: 90_000 }, () => {
  let cluster: ConsulCluster;
  beforeAll(async () => {
    cluster = await startConsulCluster();
  }, 60_000);
  afterAll(() => cluster?.[Symbol.asyncDispose]());

  const watching = (port = new URL(cluster.left.address).port) =>
    watchConsulServer({ address: cluster.server.address, agentUrlTemplate: `http://{address}:${port}` });
  const inCatalog = async (service: string) =>
    (await cluster.client.get(`/v1/catalog/service/${service}`)) as readonly Record<string, unknown>[];

  it('plans in time where whatever is asked is silent, and asks it once for all of them', async () => {
    for (const Name of ['quiet-1', 'quiet-2']) await cluster.left.client.register({ ID: Name, Name, Port: 80 });
    // A place that takes connections and never answers.
    const asked: Socket[] = [];
    const silent = createServer((socket) => asked.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.2', resolve));
    const { port } = silent.address() as AddressInfo;
    const agents = { elsewhere: `http://127.0.0.2:${port}/other` };
    const { address } = cluster.server;
    const agentUrlTemplate = `http://{address}:${port}`;
    await using watch = await watchConsulServer({ address, agents, agentUrlTemplate });
    const { answer } = operating(watch.registry);
    const began = Date.now();
    expect(await answer(watch.only('quiet-1'), { kind: 'drain' })).toHaveProperty('refusal');
    expect(Date.now() - began).toBeLessThan(4_000);
    const until = asked.length;
    expect(await answer(watch.only('quiet-2'), { kind: 'drain' })).toMatchObject({
      refusal: expect.stringContaining('did not answer in time'),
    });
    expect(asked).toHaveLength(until);
    for (const socket of asked) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('refuses to drain and says what to configure; deregisters in the catalog and says what undoes it', async () => {
    await cluster.left.client.register({ ID: 'far-1', Name: 'far', Port: 80 });
    await using watch = await watching('1');
    const { answer, done } = operating(watch.registry);
    for (const wish of [{ kind: 'drain' }, { kind: 'set-weight', weight: 5 }] as const) {
      const refusal = expect.stringMatching(/agent on left.*http:\/\/127\.0\.0\.2:1 .*"agents.*"agentUrlTemplate"/);
      expect(await answer(watch.only('far'), wish)).toMatchObject({ refusal });
    }
    const planned = await done(watch.only('far'), { kind: 'deregister' });
    expect(planned).toMatchObject({
      writes: [{ what: `PUT ${cluster.server.address}/v1/catalog/deregister` }],
      fate: { kind: 'undone', withinSeconds: 120 },
      returnWindowSeconds: 50,
      warnings: [expect.stringContaining('puts it back within about two minutes')],
    });
    await watch.collector.until(() => watch.collector.instances('far').length === 0);
    expect(Object.keys((await cluster.left.client.get('/v1/agent/services')) as object)).toContain('far-1');
  });

  it('takes what a dead agent owned out of the catalog, into which it puts it back when it returns', async () => {
    const { right } = cluster;
    await right.client.register({ ID: 'dead-1', Name: 'dead', Port: 80, Check: { TTL: '1h', Status: 'passing' } });
    await using watch = await watching();
    await watch.collector.until(() => watch.collector.instances('dead')[0]?.health === 'passing');
    await right.kill();
    await watch.collector.until(() => watch.only('dead').health === 'critical', { timeoutMs: 60_000 });
    const { answer, done, perform } = operating(watch.registry);
    expect(await answer(watch.only('dead'), { kind: 'drain' })).toMatchObject({
      refusal: expect.stringMatching(/takes it for dead.*no living member right/),
    });
    const planned = await done(watch.only('dead'), { kind: 'deregister' });
    expect(planned).toMatchObject({
      fate: { kind: 'sticks', until: expect.stringContaining('agent comes back') },
      warnings: [expect.stringContaining('takes it for dead')],
    });
    await watch.collector.until(() => watch.collector.instances('dead').length === 0);
    expect(await perform(planned.order)).toEqual({ kind: 'done' });
    await right.start();
    await watch.collector.until(() => watch.collector.instances('dead').length === 1, { timeoutMs: 30_000 });
    expect(watch.collector.changes('dead').map(({ kind }) => kind)).toEqual([
      'health-changed',
      'deregistered',
      're-registered',
    ]);
    expect(await perform(planned.order)).toMatchObject({ kind: 'conflict' });
  });

  it('fails without a word written when the agent goes away between plan and order', async () => {
    const { right } = cluster;
    await right.client.register({ ID: 'away-1', Name: 'away', Port: 80 });
    await using watch = await watching();
    const { plan, perform } = operating(watch.registry);
    const { order } = await plan(watch.only('away'), { kind: 'drain' });
    await right.kill();
    await expect(perform(order)).rejects.toMatchObject({ code: 'unreachable' });
    await right.start();
  });

  it('deregisters what consul-esm looks after in the catalog, and puts it back with its checks', async () => {
    const node = { Node: 'outside', Address: '10.9.9.9', NodeMeta: { 'external-node': 'true' } };
    const Checks = [{ CheckID: 'esm', Name: 'esm', Status: 'passing', ServiceID: 'out-1', Definition: { TCP: 'a:1' } }];
    await cluster.client.registerInCatalog({ ...node, Service: { ID: 'out-1', Service: 'out', Port: 80 }, Checks });
    await using watch = await watching();
    const before = watch.only('out');
    const { answer, done, perform } = operating(watch.registry);
    for (const wish of [{ kind: 'drain' }, { kind: 'set-weight', weight: 9 }] as const) {
      expect(await answer(before, wish)).toMatchObject({ refusal: expect.stringContaining('agent') });
    }
    const planned = await done(before, { kind: 'deregister' });
    expect(planned).toMatchObject({ warnings: [], fate: { kind: 'sticks' } });
    await watch.collector.until(() => watch.collector.instances('out').length === 0);
    expect(await perform(planned.undo)).toEqual({ kind: 'done' });
    expect(await perform(planned.undo)).toEqual({ kind: 'done' });
    await watch.collector.until(() => watch.collector.instances('out').length === 1);
    const { id, address, port, health, checks } = watch.only('out');
    expect(before).toMatchObject({ id, address, port, health });
    expect(checks.map(({ id, status }) => [id, status])).toEqual([['esm', 'passing']]);
    expect(await inCatalog('out')).toMatchObject([{ NodeMeta: { 'external-node': 'true' } }]);
  });

  it('says of a pod that its controller puts it back', async () => {
    const node = { Node: 'k1-virtual', Address: '10.8.8.8', NodeMeta: { 'synthetic-node': 'true' } };
    await cluster.client.registerInCatalog({ ...node, Service: { ID: 'pod-1', Service: 'pod', Port: 80, Meta: POD } });
    await using watch = await watching();
    const { answer, done } = operating(watch.registry);
    expect(await answer(watch.only('pod'), { kind: 'drain' })).toMatchObject({
      refusal: expect.stringContaining('take the pod out in Kubernetes'),
    });
    const { fate } = await done(watch.only('pod'), { kind: 'deregister' });
    expect(fate).toMatchObject({ until: expect.stringContaining('the controller puts it back') });
    await watch.collector.until(() => watch.collector.instances('pod').length === 0);
  });
});
