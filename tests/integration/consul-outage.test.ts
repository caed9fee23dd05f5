import { describe, expect, it } from 'vitest';
import { consulClient } from '../support/consul-client';
import { startConsul, withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';
import { startFaultProxy } from '../support/fault-proxy';

const NODE = { Node: 'outside', Address: '10.0.0.9' };

describe.skipIf(withoutConsul)('a Consul that goes and comes back', { timeout: 90_000 }, () => {
  it('shows what changed while it was restarted, and nothing else', async () => {
    await using consul = await startConsul();
    const client = consulClient(consul.address);
    for (const name of ['stays', 'leaves']) await client.registerInCatalog({ ...NODE, Service: { Service: name } });
    await using watch = await watchConsulServer(consul);
    await consul.kill();
    await watch.collector.until(() => watch.collector.links().at(-1) === 'stale');
    expect(watch.collector.instances('leaves')).toHaveLength(1);
    await consul.restart();
    await client.deregisterInCatalog({ Node: 'outside', ServiceID: 'leaves' });
    await watch.collector.until(() => watch.collector.links().at(-1) === 'live');
    await watch.collector.until(() => watch.collector.instances('leaves').length === 0);
    expect(watch.collector.changes('stays')).toEqual([]);
    expect(watch.collector.changes('leaves').map((change) => change.kind)).toEqual(['deregistered']);
  });

  it('lists again when it comes back with an empty state', async () => {
    await using consul = await startConsul();
    const client = consulClient(consul.address);
    await client.registerInCatalog({ ...NODE, Service: { Service: 'before' } });
    await using watch = await watchConsulServer(consul);
    await consul.restart({ empty: true });
    await client.registerInCatalog({ ...NODE, Service: { Service: 'after' } });
    await watch.collector.until(() => watch.collector.instances('after').length === 1, { timeoutMs: 20_000 });
    await watch.collector.until(() => watch.collector.instances('before').length === 0);
    expect(watch.collector.changes('before')).toMatchObject([{ kind: 'deregistered', afterGap: true }]);
  });

  it('lists again when a snapshot is restored under it and its index falls', async () => {
    await using consul = await startConsul();
    const client = consulClient(consul.address);
    await client.registerInCatalog({ ...NODE, Service: { Service: 'old' } });
    const snapshot = await (await fetch(`${consul.address}/v1/snapshot`)).arrayBuffer();
    for (let n = 0; n < 20; n += 1) {
      await client.registerInCatalog({ ...NODE, Service: { Service: 'new', Port: n } });
    }
    await using watch = await watchConsulServer(consul);
    expect(watch.collector.instances('new')).toHaveLength(1);
    const restored = await fetch(`${consul.address}/v1/snapshot`, { method: 'PUT', body: snapshot });
    expect(restored.status).toBe(200);
    await watch.collector.until(() => watch.collector.instances('new').length === 0, { timeoutMs: 20_000 });
    await client.registerInCatalog({ ...NODE, Service: { Service: 'newest' } });
    await watch.collector.until(() => watch.collector.instances('newest').length === 1);
    expect(watch.collector.instances('old')).toHaveLength(1);
    expect(watch.collector.changes('old')).toEqual([]);
  });

  it('notices a connection that leads nowhere', async () => {
    await using consul = await startConsul();
    await using proxy = await startFaultProxy(consul.port);
    await using watch = await watchConsulServer({ address: `http://127.0.0.1:${proxy.port}` });
    proxy.pause('down');
    await watch.collector.until(() => watch.collector.links().at(-1) === 'stale', { timeoutMs: 20_000 });
    await proxy.resume();
    await watch.collector.until(() => watch.collector.links().at(-1) === 'live');
    expect(watch.collector.changes('consul')).toEqual([]);
  });

  it('goes on without a stale link when single connections are reset', async () => {
    await using consul = await startConsul();
    const client = consulClient(consul.address);
    await using proxy = await startFaultProxy(consul.port);
    await using watch = await watchConsulServer({ address: `http://127.0.0.1:${proxy.port}` });
    for (let n = 0; n < 5; n += 1) {
      proxy.closeAll();
      await client.register({ Name: 'churn', Port: n + 1 });
      await watch.collector.until(() => watch.collector.instances('churn')[0]?.port === n + 1);
    }
    expect(watch.collector.links()).toEqual(['live']);
  });
});
