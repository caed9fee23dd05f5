import { describe, expect, it } from 'vitest';
import { actionsClient } from '../support/actions-client';
import { apiClient } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';
import { microKey, registerMicro } from '../support/micro-fleet';
import { startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** In the bytes that are put aside, and in nothing else that Rollcall sends to etcd. */
const MARK = '"name":"orders"';
const NODES = ['n1', 'n2', 'n3'];

describe.skipIf(withoutEtcd)('a Rollcall that is killed', { timeout: 120_000 }, () => {
  it.each([
    ['before its write reaches etcd', 'before'],
    ['between its write and the answer to it', 'after'],
  ] as const)('%s does it once, after the next start', async (_, when) => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const written = await registerMicro(writer, 'orders', NODES);
    await using proxy = await startFaultProxy(Number(new URL(etcd.endpoint).port));
    await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: `http://127.0.0.1:${proxy.port}` } });
    const api = apiClient(rollcall.url);
    const actions = actionsClient(api);
    const [instance] = (await api.untilService('etcd', 'orders', 3)).filter(({ nativeId }) => nativeId.includes('n1'));
    const key = microKey('orders', 'n1');
    const parked = `/rollcall/parked/${key}`;
    const stored = async (name: string) => (await writer.get(name).exec()).kvs[0];
    const lease = (await stored(key))?.lease;

    const reached = proxy.stopAt(MARK, when);
    const id = await actions.act({ kind: 'drain', targets: [{ registry: 'etcd', instance: instance.id }] });
    await reached;
    if (when === 'after') await eventually(async () => (await stored(parked)) !== undefined);
    expect((await actions.get(id)).state).toBe('planned');
    await rollcall.kill();
    expect((await stored(parked))?.version).toBe(when === 'after' ? '1' : undefined);
    expect((await stored(key))?.version).toBe(when === 'after' ? undefined : '1');
    const before = await stored(parked);

    await proxy.resume();
    await rollcall.restart();
    await actions.untilState(id, 'confirmed');
    const after = await stored(parked);
    expect(after).toMatchObject({ version: '1', lease });
    expect(after?.value.toString()).toBe(written.n1);
    if (before) expect(after?.mod_revision).toBe(before.mod_revision);
    expect(await stored(key)).toBeUndefined();
    for (const node of ['n2', 'n3']) expect((await stored(microKey('orders', node)))?.version).toBe('1');
    const { items } = await api.get(`/api/v1/audit?action=${id}`);
    expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done', 'attempted']);

    expect((await actions.revert(id)).status).toBe(202);
    await actions.untilState(id, 'reverted');
    expect((await stored(key))?.value.toString()).toBe(written.n1);
    expect(await stored(parked)).toBeUndefined();
  });

  it('while it takes an action back, does that once, after the next start', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const written = await registerMicro(writer, 'orders', NODES);
    await using proxy = await startFaultProxy(Number(new URL(etcd.endpoint).port));
    await using rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: `http://127.0.0.1:${proxy.port}` } });
    const api = apiClient(rollcall.url);
    const actions = actionsClient(api);
    const [instance] = (await api.untilService('etcd', 'orders', 3)).filter(({ nativeId }) => nativeId.includes('n1'));
    const stored = async (name: string) => (await writer.get(name).exec()).kvs[0];
    const key = microKey('orders', 'n1');
    const id = await actions.act({ kind: 'drain', targets: [{ registry: 'etcd', instance: instance.id }] });
    await actions.untilState(id, 'confirmed');

    const reached = proxy.stopAt(MARK, 'after');
    expect((await actions.revert(id)).status).toBe(202);
    await reached;
    const restored = await eventually(() => stored(key));
    await rollcall.kill();
    await proxy.resume();
    await rollcall.restart();
    await actions.untilState(id, 'reverted');
    const { items } = await api.get(`/api/v1/audit?action=${id}&kind=revert`);
    expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done', 'attempted', 'attempted']);
    const after = await stored(key);
    expect(after).toMatchObject({ version: restored.version, mod_revision: restored.mod_revision });
    expect(after?.value.toString()).toBe(written.n1);
    expect(await writer.getAll().prefix('/rollcall/').strings()).toEqual({});
  });
});
