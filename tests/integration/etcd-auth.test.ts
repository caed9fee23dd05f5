import { describe, expect, it } from 'vitest';
import { createEtcdClient, type EtcdClient } from '@/lib/registry/etcd/client';
import { prefixRange } from '@/lib/registry/etcd/key-range';
import { checkSameData } from '@/lib/registry/etcd/same-data';
import type { RangeResponse } from '@/lib/registry/etcd/wire';
import { inParallel } from '@/lib/registry/in-parallel';
import { systemClock } from '@/lib/registry/system-clock';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';
import { quietLog } from '../support/quiet-log';
import { eventually } from '../support/wait';

const ROOT = { username: 'root', password: 'root-secret' };
const READER = { username: 'reader', password: 'reader-secret' };

describe.skipIf(withoutEtcd)('etcd with authentication', () => {
  it('reports a prefix that may not be read, and reads the others', async () => {
    await using etcd = await startGuarded();
    using root = etcdWriter(etcd.endpoint, ROOT);
    await root.put('/services/web/1').value(plainValue());
    await root.put('/dubbo/secret').value('x');
    await using watch = watchEtcdServer({
      endpoints: [etcd.endpoint],
      prefixes: ['/dubbo/', '/services/'],
      auth: READER,
    });
    await watch.untilLive();
    expect(watch.notices()).toEqual(['permission-denied /dubbo/']);
    expect(watch.lists()[0]?.instances).toHaveLength(1);
    await root.put('/services/web/2').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    expect(watch.links()).toEqual(['live']);
    const { scopes } = await watch.registry.describe(AbortSignal.timeout(5_000));
    expect(scopes).toEqual([
      { name: '/dubbo/', detail: 'no permission to read' },
      { name: '/services/', detail: '2 keys' },
      { name: 'outside these prefixes', detail: 'no permission to read' },
    ]);
  });

  it('drops a prefix that may no longer be read once it reconnects, and keeps the others', async () => {
    await using etcd = await startGuarded();
    await using proxy = await startFaultProxy(etcd.port);
    using root = etcdWriter(etcd.endpoint, ROOT);
    await root.role('reader').grant({ permission: 'Read', range: root.range({ prefix: '/service/' }) });
    await root.put('/service/web/1').value(plainValue());
    await root.put('/services/web/1').value(plainValue());
    const endpoints = [`http://127.0.0.1:${proxy.port}`];
    await using watch = watchEtcdServer({ endpoints, prefixes: ['/service/', '/services/'], auth: READER });
    await watch.untilLive();
    expect(watch.lists()[0]?.instances).toHaveLength(2);
    await root.role('reader').revoke({ permission: 'Read', range: root.range({ prefix: '/service/' }) });
    proxy.closeAll();
    await watch.until(() => watch.lists().length === 2);
    await watch.untilLive();
    expect(watch.notices()).toEqual(['permission-denied /service/']);
    expect(watch.lists()[1]?.instances.map(({ nativeId }) => nativeId)).toEqual(['/services/web/1']);
  });

  it('is stale with the cause when nothing may be read', async () => {
    await using etcd = await startGuarded();
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: ['/dubbo/'], auth: READER });
    await watch.until(() => watch.links().length > 0);
    expect(watch.events).toMatchObject([{ kind: 'link', link: { state: 'stale', cause: 'permission-denied' } }]);
  });

  it('gets a new token when users or roles changed, and misses nothing', async () => {
    await using etcd = await startGuarded();
    await using proxy = await startFaultProxy(etcd.port);
    using root = etcdWriter(etcd.endpoint, ROOT);
    await using watch = watchEtcdServer({ endpoints: [`http://127.0.0.1:${proxy.port}`], auth: READER });
    await watch.untilLive();
    await root.user('another').create('secret');
    proxy.closeAll();
    await root.put('/services/web/1').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    await watch.untilLive();
    expect(watch.lists()).toHaveLength(1);
  });

  it('gets a new token when its own has run out', async () => {
    await using etcd = await startGuarded(['--auth-token-ttl', '1']);
    await using proxy = await startFaultProxy(etcd.port);
    using root = etcdWriter(etcd.endpoint, ROOT);
    await using watch = watchEtcdServer({ endpoints: [`http://127.0.0.1:${proxy.port}`], auth: READER });
    await watch.untilLive();
    await untilTokenRunsOut(etcd.endpoint);
    await watch.registry.describe(AbortSignal.timeout(5_000));
    await untilTokenRunsOut(etcd.endpoint);
    proxy.closeAll();
    await root.put('/services/web/1').value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    expect(watch.lists()).toHaveLength(1);
  });

  it('gets one new token for all requests that met the old one', async () => {
    await using etcd = await startGuarded();
    using root = etcdWriter(etcd.endpoint, ROOT);
    using client = readerClient(etcd);
    await readServices(client);
    // A password that is set, even to the same, ends all tokens of its user.
    await root.auth.userChangePassword({ name: READER.username, password: READER.password });
    const before = await authentications(etcd);
    await inParallel(Array(200).keys(), 16, async () => void (await readServices(client)));
    expect((await authentications(etcd)) - before).toBe(1);
  });

  it('tells the same data from other data with the right to one prefix', async () => {
    await using etcd = await startGuarded();
    using client = readerClient(etcd);
    const { header } = await readServices(client);
    const behind = { ...header, revision: '0' };
    const context = { client, range: prefixRange('/services/'), signal: AbortSignal.timeout(5_000) };
    await checkSameData(context, header, behind);
    await expect(checkSameData(context, { ...header, cluster_id: '1' }, header)).rejects.toThrow('replaced');
  });

  it('says that the password is wrong, never what it is', async () => {
    await using etcd = await startGuarded();
    const auth = { username: 'reader', password: 'not-the-secret' };
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], auth });
    await watch.until(() => watch.links().length > 0);
    expect(watch.events).toMatchObject([{ kind: 'link', link: { state: 'stale', cause: 'unauthenticated' } }]);
    expect(JSON.stringify(watch.events)).not.toContain('not-the-secret');
  });

  it('says that a user is needed when none is configured', async () => {
    await using etcd = await startGuarded();
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.until(() => watch.links().length > 0);
    expect(watch.events).toMatchObject([{ kind: 'link', link: { state: 'stale', cause: 'unauthenticated' } }]);
  });
});

/** An etcd whose user `reader` may read `/services/`. */
async function startGuarded(args: readonly string[] = []): Promise<EtcdServer> {
  const etcd = await startEtcd({ args });
  using open = etcdWriter(etcd.endpoint);
  await open.role('root').create();
  const root = await open.user('root').create(ROOT.password);
  await root.addRole('root');
  const role = await open.role('reader').create();
  await role.grant({ permission: 'Read', range: open.range({ prefix: '/services/' }) });
  const reader = await open.user('reader').create(READER.password);
  await reader.addRole('reader');
  await open.auth.authEnable();
  return etcd;
}

function readerClient(etcd: EtcdServer): EtcdClient & Disposable {
  const deps = { clock: systemClock, random: Math.random, log: quietLog };
  const client = createEtcdClient({ id: 'etcd', endpoints: [etcd.endpoint], prefixes: [], auth: READER }, deps);
  return Object.assign(client, { [Symbol.dispose]: () => client.close() });
}

function readServices(client: EtcdClient): Promise<RangeResponse> {
  const payload = { key: Buffer.from('/services/') };
  return client.request<RangeResponse>({ service: 'KV', method: 'Range', payload }, AbortSignal.timeout(5_000));
}

/** How often etcd was asked for a token so far. */
async function authentications({ endpoint }: EtcdServer): Promise<number> {
  const text = await (await fetch(`${endpoint}/metrics`)).text();
  const [, count] = /^grpc_server_started_total\{grpc_method="Authenticate".*\} (\d+)$/m.exec(text) ?? [];
  if (count === undefined) throw new Error('etcd does not count authentications');
  return Number(count);
}

/** Waits until a token that was given now is refused. */
async function untilTokenRunsOut(endpoint: string): Promise<void> {
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${endpoint}/v3/${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  const answer = await post('auth/authenticate', { name: READER.username, password: READER.password });
  const { token } = (await answer.json()) as { token: string };
  const key = Buffer.from('/services/').toString('base64');
  let askedAt = performance.now();
  await eventually(async () => {
    // Use prolongs a simple token: it is only tried once it can have run out.
    if (performance.now() - askedAt < 2_500) return false;
    askedAt = performance.now();
    return !(await post('kv/range', { key }, { Authorization: token })).ok;
  });
}
