import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { type ActionsClient, actionsClient } from '../support/actions-client';
import { type ApiClient, apiClient, expectProblem } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { microKey, registerMicro } from '../support/micro-fleet';
import { openStream } from '../support/open-stream';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

interface Scene extends AsyncDisposable {
  readonly etcd: EtcdServer;
  readonly writer: EtcdWriter;
  readonly rollcall: RollcallServer;
  readonly api: ApiClient;
  readonly actions: ActionsClient;
  /** The bytes of each node. */
  readonly written: Record<string, string>;
  /** The instance of a node of `orders`. */
  instance(node: string): Promise<Instance>;
}

/** A real etcd with five nodes of go-micro's `orders`, and a Rollcall that reads it. */
async function scene(): Promise<Scene> {
  const etcd = await startEtcd();
  const writer = etcdWriter(etcd.endpoint);
  const written = await registerMicro(writer, 'orders', ['n1', 'n2', 'n3', 'n4', 'n5']);
  const rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint } });
  const api = apiClient(rollcall.url);
  await api.untilService('etcd', 'orders', 5);
  return {
    etcd,
    writer,
    rollcall,
    api,
    actions: actionsClient(api),
    written,
    async instance(node) {
      const { items } = await api.get(`/api/v1/instances?registry=etcd&q=${node}`);
      return items[0];
    },
    async [Symbol.asyncDispose]() {
      await rollcall[Symbol.asyncDispose]();
      writer.close();
      await etcd[Symbol.asyncDispose]();
    },
  };
}

function draining(instance: Instance, given: object = {}): object {
  return { kind: 'drain', targets: [{ registry: 'etcd', instance: instance.id }], ...given };
}

async function leaseOf(writer: EtcdWriter, key: string): Promise<string | undefined> {
  return (await writer.get(key).exec()).kvs[0]?.lease;
}

describe.skipIf(withoutEtcd)('an action over HTTP', () => {
  it('drains, is confirmed by the watch, and is taken back to the byte and on the same lease', async () => {
    await using at = await scene();
    const key = microKey('orders', 'n1');
    const lease = await leaseOf(at.writer, key);
    const instance = await at.instance('n1');
    await using stream = await openStream(`${at.rollcall.url}/api/v1/stream?view=actions`);
    await stream.until(({ name }) => name === 'snapshot');

    const preview = await at.actions.preview(draining(instance));
    expect(preview.status).toBe(200);
    expect(preview.body.targets[0]).toMatchObject({
      instance: instance.id,
      revision: instance.revision,
      isRevertible: true,
    });
    expect(preview.body.confirm).toEqual([]);

    const answer = await at.actions.submit(
      draining(instance, { expect: { [instance.id]: preview.body.targets[0].revision } }),
    );
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/api/v1/actions/${answer.body.id}`);
    const { id } = answer.body;
    await at.actions.untilState(id, 'confirmed');
    expect(await at.writer.get(key).string()).toBeNull();
    expect(await at.writer.get(`/rollcall/parked/${key}`).string()).toBe(at.written.n1);
    expect((await at.instance('n1')).rotation).toBe('out');
    expect((await at.actions.submit(draining(instance))).body.steps[0]).toMatchObject({
      state: 'confirmed',
      detail: 'It was so already.',
    });

    expect((await at.actions.revert(id)).status).toBe(202);
    await at.actions.untilState(id, 'reverted');
    expect(await at.writer.get(key).string()).toBe(at.written.n1);
    expect(await leaseOf(at.writer, key)).toBe(lease);
    expect(await at.writer.getAll().prefix('/rollcall/').strings()).toEqual({});
    expectProblem(await at.actions.revert(id), 409, 'conflict');

    await at.writer.put(microKey('orders', 'n2')).value((at.written.n2 ?? '').replace('1.0.0', '2.0.0'));
    const changes = await eventually(async () => {
      const { items } = await at.api.get('/api/v1/changes?registry=etcd');
      const seen = items.filter(({ service }: { service: string }) => service === 'orders');
      return seen.length >= 3 && seen;
    });
    const told = changes.map(({ origin, action, to }: Record<string, string>) => [origin, action, to]);
    expect(told.at(-1)).toEqual(['rollcall', id, 'out']);
    expect(told.at(-2)).toEqual(['rollcall', id, 'in']);
    expect(told.slice(0, -2).every(([origin]: string[]) => origin === 'elsewhere')).toBe(true);
    expect(await at.api.untilChanges('origin=rollcall', 2)).toHaveLength(2);

    const seen = await stream.until(({ data }) =>
      data?.upserted?.some((action: { state: string }) => action.state === 'reverted'),
    );
    const states = seen.flatMap(({ data }) =>
      data?.view === 'actions' ? data.upserted.map(({ state }: { state: string }) => state) : [],
    );
    expect(states[0]).toBe('planned');
    expect(states).toContain('confirmed');
  });

  it('writes nothing to what somebody else changed between preview and action', async () => {
    await using at = await scene();
    const instance = await at.instance('n1');
    const preview = await at.actions.preview(draining(instance));
    const other = (at.written.n1 ?? '').replace('1.0.0', '9.9.9');
    await at.writer.put(microKey('orders', 'n1')).value(other);
    const id = await at.actions.act(
      draining(instance, { expect: { [instance.id]: preview.body.targets[0].revision } }),
    );
    const action = await at.actions.untilState(id, 'conflicted');
    expect(action.steps[0]?.detail).toBeTruthy();
    expect(await at.writer.get(microKey('orders', 'n1')).string()).toBe(other);
    expect(await at.writer.getAll().prefix('/rollcall/').strings()).toEqual({});
  });

  it('wants the name of a service that it would take more than half of', async () => {
    await using at = await scene();
    const request = { kind: 'drain', targets: { filter: { registry: 'etcd', service: 'orders' } } };
    expectProblem(await at.actions.submit(request), 409, 'confirmation-required');
    expectProblem(await at.actions.submit({ ...request, confirm: 'order' }), 409, 'confirmation-required');
    expect(Object.keys(await at.writer.getAll().prefix('/micro/').strings())).toHaveLength(5);
    const id = await at.actions.act({ ...request, confirm: 'orders' });
    await at.actions.untilState(id, 'confirmed');
    expect(Object.keys(await at.writer.getAll().prefix('/rollcall/parked/').strings())).toHaveLength(5);
  });

  it('is refused where nothing sticks, and the audit knows', async () => {
    await using at = await scene();
    for (const port of [8801, 8802]) {
      const value = JSON.stringify({ network: 'tcp', address: `10.0.0.9:${port}`, weight: 10, tags: null });
      await at.writer.put(`kitex/registry-etcd/echo/10.0.0.9:${port}`).value(value);
    }
    const [first] = await at.api.untilService('etcd', 'echo', 2);
    const answer = await at.actions.submit(draining(first));
    expectProblem(answer, 409, 'refused');
    expect((await at.actions.preview(draining(first))).body.targets[0].refusal).toBeTruthy();
    const { items } = await at.api.get('/api/v1/audit?outcome=refused');
    expect(items[0]).toMatchObject({ outcome: 'refused', kind: 'drain', instance: first.id });
  });

  it('tells that a registrar put its key back, and after how long', async () => {
    await using at = await scene();
    const key = 'kitex/registry-etcd/echo/10.0.0.9:8801';
    const value = JSON.stringify({ network: 'tcp', address: '10.0.0.9:8801', weight: 10, tags: null });
    await at.writer.lease(60).put(key).value(value);
    await at.writer.put('kitex/registry-etcd/echo/10.0.0.9:8802').value(value.replace('8801', '8802'));
    const found: Instance[] = await at.api.untilService('etcd', 'echo', 2);
    const instance = found.find(({ port }) => port === 8801);
    const id = await at.actions.act({ kind: 'deregister', targets: [{ registry: 'etcd', instance: instance?.id }] });
    await eventually(async () => (await at.writer.get(key).string()) === null);
    const gone = performance.now();
    // What Kitex does every 30 s: it looks whether its key is there.
    await eventually(() => performance.now() - gone > 2_000);
    expect((await at.actions.get(id)).state).toBe('sent');
    await at.writer.lease(60).put(key).value(value);
    const action = await at.actions.untilState(id, 'returned');
    const seconds = action.steps[0]?.returnedAfterSeconds ?? 0;
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(10);
    expect(action.isRevertible).toBe(false);
  });

  it('is done by one of two operators at once', async () => {
    await using at = await scene();
    const instance = await at.instance('n1');
    const answers = await Promise.all(
      ['first', 'second'].map((reason) => at.actions.submit(draining(instance, { reason }))),
    );
    const taken = answers.filter(({ status }) => status === 202);
    expect(taken.length).toBeGreaterThan(0);
    for (const { body } of taken) await at.actions.untilState(body.id, 'confirmed');
    for (const answer of answers) if (answer.status !== 202) expectProblem(answer, 409, 'conflict');
    expect(await at.writer.get(`/rollcall/parked/${microKey('orders', 'n1')}`).string()).toBe(at.written.n1);
    const items = await at.api.untilChanges('origin=rollcall', 1);
    expect(items.map(({ to }: { to: string }) => to)).toEqual(['out']);
  });

  it.each([
    [{ targets: [] }, 400, 'malformed'],
    [{ targets: [{ registry: 'etcd', instance: 'nobody' }] }, 404, 'unknown-instance'],
    [{ targets: [{ registry: 'nowhere', instance: 'x' }] }, 404, 'unknown-registry'],
    [{ targets: { filter: { registry: 'etcd', q: 'nothing-has-this' } } }, 404, 'unknown-instance'],
    [{ targets: { filter: { registry: 'etcd', q: 'n1' } }, reason: '' }, 400, 'malformed'],
  ])('that cannot be: %j', async (given, status, code) => {
    await using at = await scene();
    expectProblem(await at.actions.submit({ kind: 'drain', ...given }), status, code);
    expectProblem(await at.api.call('GET', '/api/v1/actions/nothing'), 404, 'unknown-action');
  });
});

describe.skipIf(withoutEtcd)('what interrupts an action', () => {
  it('is a kill between asking and writing: another process does it, once', async () => {
    await using at = await scene();
    const instance = await at.instance('n1');
    at.etcd.signal('SIGSTOP');
    const asked = at.actions.submit(draining(instance)).catch(() => null);
    at.etcd.signal('SIGCONT');
    const answer = await asked;
    if (answer?.status !== 202) throw new Error('it was not taken on');
    await at.rollcall.kill();
    await at.rollcall.restart();
    await at.actions.untilState(answer.body.id, 'confirmed');
    expect(await at.writer.get(`/rollcall/parked/${microKey('orders', 'n1')}`).string()).toBe(at.written.n1);
    expect(await at.writer.get(microKey('orders', 'n1')).string()).toBeNull();
  });

  it('is a kill while a revert is due: it is done after the start', async () => {
    await using at = await scene();
    const id = await at.actions.act(draining(await at.instance('n1'), { revertAfterSeconds: 3 }));
    await at.actions.untilState(id, 'confirmed');
    await at.rollcall.kill();
    const killed = performance.now();
    await eventually(() => performance.now() - killed > 3_000);
    expect(await at.writer.get(microKey('orders', 'n1')).string()).toBeNull();
    await at.rollcall.restart();
    const action = await at.actions.untilState(id, 'reverted');
    expect(action.revertAt).not.toBeNull();
    expect(await at.writer.get(microKey('orders', 'n1')).string()).toBe(at.written.n1);
  });

  it('is a registry that stops between the write and its return window', async () => {
    await using at = await scene();
    const value = JSON.stringify({ network: 'tcp', address: '10.0.0.9:8801', weight: 10, tags: null });
    for (const port of [8801, 8802])
      await at.writer.put(`kitex/registry-etcd/echo/10.0.0.9:${port}`).value(value.replace('8801', String(port)));
    const found: Instance[] = await at.api.untilService('etcd', 'echo', 2);
    const instance = found.find(({ port }) => port === 8801);
    const id = await at.actions.act({ kind: 'deregister', targets: [{ registry: 'etcd', instance: instance?.id }] });
    await eventually(async () => (await at.actions.get(id)).steps[0]?.detail?.startsWith('Done'));
    await at.etcd.stop();
    await eventually(async () => (await at.api.get('/api/v1/registries')).items[0].link.state === 'stale');
    expect((await at.actions.get(id)).state).toBe('sent');
    expectProblem(await at.actions.preview(draining(await at.instance('n1'))), 503, 'registry-unavailable');
    await at.etcd.restart();
    // The client of the scene has given up on its connections.
    using writer = etcdWriter(at.etcd.endpoint);
    await writer.put('kitex/registry-etcd/echo/10.0.0.9:8801').value(value);
    const action = await at.actions.untilState(id, 'returned', 30_000);
    expect(action.steps[0]?.returnedAfterSeconds).toBeGreaterThan(0);
  });
});
