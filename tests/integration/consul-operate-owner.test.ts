import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rotation } from '@/lib/domain/instance';
import type { Wish } from '@/lib/registry/operations';
import { type ConsulAgent, type ConsulCluster, startConsulCluster } from '../support/consul-cluster';
import { withoutConsul } from '../support/consul-server';
import { type ConsulWatch, watchConsulServer } from '../support/consul-watch';
import { operating } from '../support/operating';

const CHECK = { TTL: '1h', Status: 'passing' };

describe.skipIf(withoutConsul)('operating the agent that owns a service', () => {
  let cluster: ConsulCluster;
  beforeAll(async () => {
    cluster = await startConsulCluster();
  }, 60_000);
  afterAll(() => cluster?.[Symbol.asyncDispose]());

  const template = () => `http://{address}:${new URL(cluster.left.address).port}`;
  const watching = () => watchConsulServer({ address: cluster.server.address, agentUrlTemplate: template() });
  const checksOf = async (agent: ConsulAgent) =>
    Object.values((await agent.client.get('/v1/agent/checks')) as Record<string, { CheckID: string; Notes: string }>);
  const servicesOf = async (agent: ConsulAgent) =>
    Object.keys((await agent.client.get('/v1/agent/services')) as object);
  const seen = (watch: ConsulWatch, service: string, state: object) =>
    watch.collector.until(() => {
      const now = new Map(Object.entries(watch.collector.instances(service)[0] ?? {}));
      return Object.entries(state).every(([name, value]) => now.get(name) === value);
    });

  it('drains by maintenance on that agent alone, with the reason, and restores', async () => {
    await cluster.right.client.register({ ID: 'web-1', Name: 'web', Port: 80, Check: CHECK });
    await using watch = await watching();
    await seen(watch, 'web', { health: 'passing' });
    const { plan, perform, done } = operating(watch.registry);
    const instance = watch.only('web');
    const drain = await plan(instance, { kind: 'drain' }, { expected: instance.revision, reason: 'disk swap & more' });
    expect(drain).toMatchObject({ revision: instance.revision, returnWindowSeconds: 0, fate: { kind: 'sticks' } });
    expect(drain.writes).toEqual([
      {
        what: `PUT ${cluster.right.address}/v1/agent/service/maintenance/web-1?enable=true&reason=Rollcall%3A+disk+swap+%26+more`,
      },
    ]);
    expect(await checksOf(cluster.right)).not.toContainEqual(
      expect.objectContaining({ Notes: expect.stringMatching(/./) }),
    );
    expect(await perform(drain.order)).toEqual({ kind: 'done' });
    const maintenance = { CheckID: '_service_maintenance:web-1', Notes: 'Rollcall: disk swap & more' };
    expect(await checksOf(cluster.right)).toContainEqual(expect.objectContaining(maintenance));
    expect(await checksOf(cluster.left)).toEqual([]);
    await seen(watch, 'web', { rotation: 'out', health: 'passing' });
    expect(await perform(drain.order)).toEqual({ kind: 'done' });
    expect(await plan(watch.only('web'), { kind: 'drain' })).toMatchObject({ order: null });
    await done(watch.only('web'), { kind: 'restore' });
    await seen(watch, 'web', { rotation: 'in' });
    expect(await checksOf(cluster.right)).not.toContainEqual(expect.objectContaining(maintenance));
  });

  it('takes a drain back, but not that of somebody else', async () => {
    await cluster.left.client.register({ ID: 'undo-1', Name: 'undo', Port: 80 });
    await using watch = await watching();
    const { done, perform } = operating(watch.registry);
    const { undo } = await done(watch.only('undo'), { kind: 'drain' }, { reason: 'one' });
    await seen(watch, 'undo', { rotation: 'out' });
    expect(await perform(undo)).toEqual({ kind: 'done' });
    await seen(watch, 'undo', { rotation: 'in' });
    expect(await perform(undo)).toEqual({ kind: 'done' });
    await cluster.left.client.put('/v1/agent/service/maintenance/undo-1?enable=true&reason=theirs');
    await seen(watch, 'undo', { rotation: 'out' });
    expect(await perform(undo)).toMatchObject({ kind: 'conflict' });
    expect(watch.only('undo').rotation).toBe('out');
  });

  it('refuses to restore one service of a node that is in maintenance as a whole', async () => {
    await cluster.left.client.register({ ID: 'noded-1', Name: 'noded', Port: 80 });
    await using watch = await watching();
    await cluster.left.client.put('/v1/agent/maintenance?enable=true');
    await seen(watch, 'noded', { rotation: 'out' });
    const { answer } = operating(watch.registry);
    expect(await answer(watch.only('noded'), { kind: 'restore' })).toMatchObject({
      refusal: expect.stringMatching(/All of left/),
    });
    expect(await answer(watch.only('noded'), { kind: 'drain' })).toMatchObject({
      order: null,
      warnings: [expect.stringContaining('node')],
    });
    await cluster.left.client.put('/v1/agent/maintenance?enable=false');
    await seen(watch, 'noded', { rotation: 'in' });
  });

  it('drains and restores a whole host by one maintenance of its node', async () => {
    for (const Name of ['host-a', 'host-b']) await cluster.right.client.register({ Name, Port: 80 });
    await using watch = await watching();
    const { plan, perform } = operating(watch.registry);
    const both = ['host-a', 'host-b'] as const;
    const inTurn = async (wish: Wish, rotation: Rotation) => {
      const context = { isWholeHost: true, reason: 'kernel' };
      const plans = [await plan(watch.only(both[0]), wish, context), await plan(watch.only(both[1]), wish, context)];
      for (const { order } of plans) expect(await perform(order)).toEqual({ kind: 'done' });
      for (const service of both) await seen(watch, service, { rotation });
      return plans;
    };
    const drained = await inTurn({ kind: 'drain' }, 'out');
    const what = `PUT ${cluster.right.address}/v1/agent/maintenance?enable=true&reason=Rollcall%3A+kernel`;
    expect(drained.map(({ writes }) => writes)).toEqual([[{ what }], [{ what }]]);
    const checks = (await checksOf(cluster.right)).map(({ CheckID }) => CheckID);
    expect(checks.filter((id) => id.includes('maintenance'))).toEqual(['_node_maintenance']);
    await inTurn({ kind: 'restore' }, 'in');
    const again = await inTurn({ kind: 'drain' }, 'out');
    for (const { undo } of again) expect(await perform(undo)).toEqual({ kind: 'done' });
    for (const service of both) await seen(watch, service, { rotation: 'in' });
  });

  it('deregisters at that agent, and puts back what had no checks', async () => {
    const bare = { ID: 'gone-1', Name: 'gone', Port: 80, Meta: { a: 'b' }, Weights: { Passing: 7, Warning: 2 } };
    await cluster.left.client.register(bare);
    await using watch = await watching();
    const { done, perform } = operating(watch.registry);
    const { writes, fate, order, undo } = await done(watch.only('gone'), { kind: 'deregister' });
    expect(writes).toEqual([{ what: `PUT ${cluster.left.address}/v1/agent/service/deregister/gone-1` }]);
    expect(fate.kind).toBe('sticks');
    expect(await servicesOf(cluster.left)).not.toContain('gone-1');
    await watch.collector.until(() => watch.collector.instances('gone').length === 0);
    expect(await perform(order)).toEqual({ kind: 'done' });
    expect(await perform(undo)).toEqual({ kind: 'done' });
    await seen(watch, 'gone', { weight: 7 });
    expect(watch.only('gone')).toMatchObject({ node: 'left', metadata: { a: 'b' } });
    expect(await perform(order)).toMatchObject({ kind: 'conflict' });
    await cluster.left.client.deregister('gone-1');
  });

  it('does not promise to put back what has checks, which no agent tells', async () => {
    await cluster.left.client.register({ ID: 'checked-1', Name: 'checked', Port: 80, Check: CHECK });
    await using watch = await watching();
    await seen(watch, 'checked', { health: 'passing' });
    const planned = await operating(watch.registry).plan(watch.only('checked'), { kind: 'deregister' });
    expect(planned).toMatchObject({ undo: null, warnings: [expect.stringContaining('checks')] });
  });

  it('writes nothing over what changed since it was shown, or between plan and order', async () => {
    const service = { ID: 'raced-1', Name: 'raced', Port: 80 };
    await cluster.right.client.register(service);
    await using watch = await watching();
    const { answer, plan, perform } = operating(watch.registry);
    const instance = watch.only('raced');
    const kinds = ['drain', 'deregister'] as const;
    const plans = await Promise.all(kinds.map((kind) => plan(instance, { kind })));
    const weighing = await plan(instance, { kind: 'set-weight', weight: 5 });
    await cluster.right.client.register({ ...service, Tags: ['new'] });
    await watch.collector.until(() => watch.only('raced').tags.includes('new'));
    const expected = instance.revision;
    expect(await answer(instance, { kind: 'drain' }, { expected })).toEqual({ conflict: expect.any(String) });
    for (const { order } of [...plans, weighing]) expect(await perform(order)).toMatchObject({ kind: 'conflict' });
    expect(await servicesOf(cluster.right)).toContain('raced-1');
    expect(watch.only('raced')).toMatchObject({ rotation: 'in', weight: 1 });
  });

  it('sets a weight and leaves everything else as it was: checks, maintenance, addresses', async () => {
    const service = {
      ID: 'heavy-1',
      Name: 'heavy',
      Tags: ['a', 'b'],
      Address: '10.1.1.1',
      Port: 80,
      Meta: { k: 'v' },
      EnableTagOverride: true,
      Weights: { Passing: 10, Warning: 0 },
      TaggedAddresses: { lan: { address: '1.2.3.4', port: 9 }, virtual: { Address: '7.7.7.7', Port: 1 } },
      Connect: { Native: true },
      Checks: [CHECK, { CheckID: 'web', HTTP: 'http://127.0.0.1:1/', Interval: '1h', Header: { x: ['y'] } }],
    };
    await cluster.left.client.register(service);
    await cluster.left.client.put('/v1/agent/service/maintenance/heavy-1?enable=true&reason=theirs');
    await using watch = await watching();
    await seen(watch, 'heavy', { weight: 10, rotation: 'out' });
    const read = async () => {
      const { ContentHash: _, ...held } = (await cluster.left.client.get('/v1/agent/service/heavy-1')) as Record<
        string,
        unknown
      >;
      return { held, checks: await checksOf(cluster.left) };
    };
    const before = await read();
    const { done, perform, answer } = operating(watch.registry);
    const { undo, order } = await done(watch.only('heavy'), { kind: 'set-weight', weight: 65_535 });
    await seen(watch, 'heavy', { weight: 65_535, rotation: 'out' });
    expect(await read()).toEqual({ ...before, held: { ...before.held, Weights: { Passing: 65_535, Warning: 0 } } });
    expect(await perform(order)).toEqual({ kind: 'done' });
    expect(await perform(undo)).toEqual({ kind: 'done' });
    await seen(watch, 'heavy', { weight: 10 });
    expect(await read()).toEqual(before);
    for (const weight of [0, 65_536, 1.5]) {
      expect(await answer(watch.only('heavy'), { kind: 'set-weight', weight })).toMatchObject({
        refusal: expect.stringMatching(/from 1 to/),
      });
    }
  });

  it('sets the weight that a framework reads, and refuses where it knows none', async () => {
    const { client } = cluster.left;
    const tagged = { http: { address: 'http://10.2.2.2:80', port: 80 } };
    await client.register({
      ID: 'kr-1',
      Name: 'kr',
      Address: '10.2.2.2',
      Port: 80,
      TaggedAddresses: tagged,
      Meta: { weight: '30' },
    });
    await client.register({
      ID: 'he:10.2.2.3:80',
      Name: 'he',
      Address: '10.2.2.3',
      Port: 80,
      Weights: { Passing: 10, Warning: 10 },
    });
    await client.register({ ID: 'gm-1', Name: 'gm', Port: 80, Tags: ['t={"a":"b"}'] });
    await using watch = await watching();
    const { done, answer } = operating(watch.registry);
    await done(watch.only('kr'), { kind: 'set-weight', weight: 40 });
    await seen(watch, 'kr', { weight: 40, format: 'kratos' });
    await done(watch.only('he'), { kind: 'set-weight', weight: 20 });
    await seen(watch, 'he', { weight: 20, format: 'hertz' });
    expect(await answer(watch.only('gm'), { kind: 'set-weight', weight: 20 })).toMatchObject({
      refusal: expect.stringMatching(/no weights/),
    });
  });

  it('refuses to register a proxy anew, of which an agent does not tell everything', async () => {
    const to = { Proxy: { DestinationServiceName: 'web', Config: { a: 1 } } };
    await cluster.left.client.register({ ID: 'px-1', Name: 'px', Kind: 'connect-proxy', Port: 81, ...to });
    await using watch = await watching();
    const answer = await operating(watch.registry).answer(watch.only('px'), { kind: 'set-weight', weight: 2 });
    expect(answer).toMatchObject({ refusal: expect.stringMatching(/connect-proxy/) });
  });

  it('registers by hand at the configured agent, once, and takes it back', async () => {
    await using watch = await watchConsulServer({ address: cluster.left.address });
    const { planRegistration, perform } = operating(watch.registry);
    const registration = { service: 'by/hand', address: '::1', port: 99, version: '2', weight: 3, tags: ['x'] };
    const planned = await planRegistration(registration);
    expect(await perform(planned.order)).toEqual({ kind: 'done' });
    expect(await perform(planned.order)).toEqual({ kind: 'done' });
    await seen(watch, 'by/hand', { id: planned.instance, version: '2', weight: 3, address: '::1', node: 'left' });
    expect(
      await watch.registry.operations?.planRegistration(registration, {}, AbortSignal.timeout(5_000)),
    ).toHaveProperty('refusal');
    const astray = { ...registration, service: '../by/hand' };
    expect(await watch.registry.operations?.planRegistration(astray, {}, AbortSignal.timeout(5_000))).toMatchObject({
      refusal: expect.stringContaining('fits in no URL'),
    });
    expect(await perform(planned.undo)).toEqual({ kind: 'done' });
    await watch.collector.until(() => watch.collector.instances('by/hand').length === 0);
    expect(await perform(planned.undo)).toEqual({ kind: 'done' });
  });

  it('finds the agent by the configured map, and by what configured addresses call themselves', async () => {
    await cluster.right.client.register({ ID: 'found-1', Name: 'found', Port: 80 });
    const { address } = cluster.server;
    const nowhere = 'http://127.0.0.9:{node}';
    for (const agents of [{ right: cluster.right.address }, { whatever: cluster.right.address }]) {
      await using watch = await watchConsulServer({ address, agents, agentUrlTemplate: nowhere });
      const { writes } = await operating(watch.registry).plan(watch.only('found'), { kind: 'drain' });
      expect(writes[0]?.what).toContain(`${cluster.right.address}/`);
    }
  });

  it('addresses one whatever its id is', async () => {
    const ids = ['a/b', 'a b?c#d', '%2e%2e', 'sch\u00f6n', 'a&enable=false'];
    for (const [at, ID] of ids.entries()) await cluster.left.client.register({ ID, Name: `odd-${at}`, Port: 80 });
    await using watch = await watching();
    const { done } = operating(watch.registry);
    for (const [at, ID] of ids.entries()) {
      await done(watch.only(`odd-${at}`), { kind: 'drain' });
      await seen(watch, `odd-${at}`, { rotation: 'out' });
      await done(watch.only(`odd-${at}`), { kind: 'restore' });
      await seen(watch, `odd-${at}`, { rotation: 'in' });
      await done(watch.only(`odd-${at}`), { kind: 'deregister' });
      expect(await servicesOf(cluster.left)).not.toContain(ID);
    }
  });

  it('asks no agent about an id that anything on the way may take for another', async () => {
    const { client } = cluster.left;
    const ids = ['../deregister/other', 'x/../other', '..', '/other', './other', 'other//'];
    await client.register({ ID: 'other', Name: 'other', Port: 80 });
    for (const [at, ID] of ids.entries()) await client.register({ ID, Name: `astray-${at}`, Port: 80 });
    await using watch = await watching();
    const { answer, plan } = operating(watch.registry);
    const refusal = expect.stringContaining('fits in no URL');
    for (const at of ids.keys()) {
      const instance = watch.only(`astray-${at}`);
      expect(await answer(instance, { kind: 'drain' })).toMatchObject({ refusal });
      expect(await answer(instance, { kind: 'set-weight', weight: 2 })).toMatchObject({ refusal });
      const { writes, warnings } = await plan(instance, { kind: 'deregister' });
      expect(writes).toMatchObject([{ what: expect.stringContaining('/v1/catalog/deregister') }]);
      expect(warnings).toEqual([refusal]);
    }
  });

  it('writes nothing to an agent that calls itself by another name', async () => {
    await cluster.right.client.register({ ID: 'wrong-1', Name: 'wrong', Port: 80 });
    const options = { address: cluster.server.address, agents: { right: cluster.left.address } };
    await using watch = await watchConsulServer(options);
    const refused = await operating(watch.registry).answer(watch.only('wrong'), { kind: 'drain' });
    expect(refused).toMatchObject({ refusal: expect.stringContaining(`${cluster.left.address} is the agent of left`) });
  });
});
