import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy';
import { openStream } from '../support/open-stream';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** How soon the catalogue must equal a registry that has come back. */
const CURRENT_WITHIN_MS = 10_000;

/** One real registry that Rollcall reaches through a proxy, and what programs do to it directly. */
interface Outage extends AsyncDisposable {
  readonly id: string;
  readonly proxy: FaultProxy;
  readonly rollcall: RollcallServer;
  register(name: string, version: string): Promise<void>;
  deregister(name: string): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
}

const SERVICE = 'outage';

function describeOutage(open: () => Promise<Outage>): void {
  it('keeps what was known while the registry is killed, and equals it within 10 s of its return', {
    timeout: 120_000,
  }, async () => {
    await using outage = await open();
    const { id, proxy, rollcall } = outage;
    const api = apiClient(rollcall.url);
    for (const name of ['stays', 'changes', 'leaves']) await outage.register(name, '1.0.0');
    await api.untilService(id, SERVICE, 3);
    await using stream = await openStream(`${rollcall.url}/api/v1/stream?view=instances&view=changes&registry=${id}`);
    await stream.until(({ name }) => name === 'link');

    await outage.kill();
    const lost = (await stream.until(({ name }) => name === 'link')).at(-1);
    expect(lost?.data).toMatchObject({
      registry: id,
      state: 'stale',
      since: expect.any(String),
      detail: expect.any(String),
    });
    await expectStale(api, id);

    // Started again out of Rollcall's sight, so that all of this happens unobserved.
    await proxy.suspend();
    await outage.start();
    await outage.deregister('leaves');
    await outage.register('changes', '2.0.0');
    await outage.register('arrives', '1.0.0');
    await expectStale(api, id);
    const returnedAt = performance.now();
    await proxy.resume();

    const caughtUp = await eventually(
      async () => {
        const { body } = await api.call('GET', `/api/v1/registries/${id}/services/${SERVICE}`);
        const seen = (body.instances ?? [])
          .map(
            ({ metadata, version }: { metadata: { name: string }; version: string }) => `${metadata.name} ${version}`,
          )
          .sort();
        return seen.join() === 'arrives 1.0.0,changes 2.0.0,stays 1.0.0' && performance.now() - returnedAt;
      },
      { timeoutMs: 30_000 },
    );
    expect(caughtUp).toBeLessThan(CURRENT_WITHIN_MS);
    const seen = await stream.until(({ name, data }) => name === 'link' && data.state === 'live');
    expect(seen.map(({ name }) => name)).not.toContain('snapshot');
    const missed = seen.flatMap(({ data }) => (data.view === 'changes' ? data.changes : []));
    const told = missed.filter(({ service }) => service === SERVICE);
    expect(told.map(({ kind }) => kind).sort()).toEqual(['deregistered', 'registered', 'updated']);
    expect(told.every(({ afterGap }) => afterGap)).toBe(true);
    await outage.register('afterwards', '1.0.0');
    const next = (await stream.until(({ data }) => data.changes?.[0].service === SERVICE)).at(-1);
    expect(next?.data.changes).toMatchObject([{ kind: 'registered', afterGap: false }]);
    expect(await (await fetch(`${rollcall.url}/readyz`)).json()).toEqual({ status: 'ready', waiting: [] });
  });

  it('is ready, says why and shows the registry stale when it was never there', async () => {
    await using outage = await open();
    await outage.kill();
    await outage.rollcall.restart({ ROLLCALL_DATA_DIR: join(outage.rollcall.dataDir, 'new') });
    const api = apiClient(outage.rollcall.url);
    const registry = (await api.get('/api/v1/registries')).items.find(({ id }: { id: string }) => id === outage.id);
    expect(registry).toMatchObject({
      link: { state: 'stale', cause: expect.any(String), detail: expect.any(String) },
      counts: { services: 0, instances: 0 },
      server: { version: null },
      position: null,
    });
    await using stream = await openStream(`${outage.rollcall.url}/api/v1/stream?view=services`);
    expect((await stream.take(2)).map(({ name, data }) => data.state ?? name)).toEqual(['snapshot', 'stale']);
    expect((await api.call('GET', '/metrics')).body).toMatch(/rollcall_registry_up\{[^}]*\} 0/);
    await outage.start();
    await outage.register('late', '1.0.0');
    await api.untilService(outage.id, SERVICE, 1);
  });

  it('is ready and shows what was known before a restart while the registry is away, and then what became of it', {
    timeout: 60_000,
  }, async () => {
    await using outage = await open();
    const api = apiClient(outage.rollcall.url);
    for (const name of ['stays', 'leaves']) await outage.register(name, '1.0.0');
    const known = await api.untilService(outage.id, SERVICE, 2);
    const told = `/api/v1/changes?service=${SERVICE}`;
    await eventually(async () => (await api.get(told)).total === 2);
    await outage.kill();
    await outage.rollcall.restart();
    expect(await (await fetch(`${outage.rollcall.url}/readyz`)).json()).toEqual({ status: 'ready', waiting: [] });
    const registry = (await api.get('/api/v1/registries')).items.find(({ id }: { id: string }) => id === outage.id);
    expect(registry).toMatchObject({ link: { state: 'stale', cause: expect.any(String) }, position: null });
    expect(await api.untilService(outage.id, SERVICE, 2)).toEqual(known);
    // Out of its sight, as in the outage above.
    await outage.proxy.suspend();
    await outage.start();
    await outage.deregister('leaves');
    await outage.proxy.resume();
    const [stayed] = await api.untilService(outage.id, SERVICE, 1);
    const before = known.find(({ id }) => id === stayed.id);
    expect([stayed.since, stayed.sinceAtLeast]).toEqual([before.since, before.sinceAtLeast]);
    const { items } = await eventually(async () => {
      const page = await api.get(told);
      return page.items[0].kind === 'deregistered' && page;
    });
    expect(items[0]).toMatchObject({ kind: 'deregistered', afterGap: true });
  });
}

async function expectStale(api: ApiClient, id: string): Promise<void> {
  const registry = (await api.get('/api/v1/registries')).items.find((item: { id: string }) => item.id === id);
  expect(registry.link.state).toBe('stale');
  const { items, total } = await api.get(`/api/v1/instances?registry=${id}&service=${SERVICE}`);
  expect(total).toBe(3);
  const [first] = items;
  const inspected = await api.get(`/api/v1/registries/${id}/instances/${first.id}`);
  expect(inspected).toMatchObject({ service: SERVICE, raw: null, rawProblem: expect.any(String) });
  expect((await api.get('/api/v1/services')).items.map(({ service }: { service: string }) => service)).toContain(
    SERVICE,
  );
}

describe.skipIf(withoutEtcd)('an outage of etcd', () => {
  describeOutage(async () => {
    const etcd = await startEtcd();
    const writer = etcdWriter(etcd.endpoint);
    const proxy = await startFaultProxy(etcd.port);
    const rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: `127.0.0.1:${proxy.port}` } });
    const key = (name: string) => `/services/${SERVICE}/${name}`;
    return {
      id: 'etcd',
      proxy,
      rollcall,
      register: async (name, version) => {
        const value = { id: name, name: SERVICE, version, address: '10.0.0.1', port: 80, metadata: { name } };
        await writer.put(key(name)).value(JSON.stringify(value));
      },
      deregister: async (name) => void (await writer.delete().key(key(name))),
      kill: () => etcd.kill(),
      start: () => etcd.restart(),
      async [Symbol.asyncDispose]() {
        await rollcall[Symbol.asyncDispose]();
        await proxy[Symbol.asyncDispose]();
        writer.close();
        await etcd[Symbol.asyncDispose]();
      },
    };
  });
});

describe.skipIf(withoutConsul)('an outage of Consul', () => {
  describeOutage(async () => {
    const consul = await startConsul();
    const client = consulClient(consul.address);
    const proxy = await startFaultProxy(consul.port);
    const rollcall = await startRollcall({ env: { CONSUL_HTTP_ADDR: `127.0.0.1:${proxy.port}` } });
    return {
      id: 'consul',
      proxy,
      rollcall,
      register: (name, version) =>
        client.register({ ID: name, Name: SERVICE, Address: '10.0.0.1', Port: 80, Meta: { name, version } }),
      deregister: (name) => client.deregister(name),
      kill: () => consul.kill(),
      start: () => consul.restart(),
      async [Symbol.asyncDispose]() {
        await rollcall[Symbol.asyncDispose]();
        await proxy[Symbol.asyncDispose]();
        await consul[Symbol.asyncDispose]();
      },
    };
  });
});
