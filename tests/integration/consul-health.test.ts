import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConsulClient, consulClient } from '../support/consul-client';
import { type ConsulServer, startConsul, withoutConsul } from '../support/consul-server';
import { watchConsulServer } from '../support/consul-watch';

describe.skipIf(withoutConsul)('health and rotation in a real Consul', () => {
  let consul: ConsulServer;
  let client: ConsulClient;
  beforeAll(async () => {
    consul = await startConsul();
    client = consulClient(consul.address);
  });
  afterAll(() => consul[Symbol.asyncDispose]());

  it('takes a service without checks as passing', async () => {
    await client.register({ Name: 'bare', Port: 80 });
    await using watch = await watchConsulServer(consul);
    expect(watch.only('bare')).toMatchObject({ health: 'passing', rotation: 'in', weight: 1, format: 'consul' });
  });

  it('shows maintenance of a service as out of rotation and leaves its check out of health', async () => {
    await client.register({ Name: 'kept', Port: 80, Check: { TTL: '1h', Status: 'passing' } });
    await using watch = await watchConsulServer(consul);
    await client.put('/v1/agent/service/maintenance/kept?enable=true&reason=disk%20swap');
    await watch.collector.until(() => watch.only('kept').rotation === 'out');
    expect(watch.only('kept').health).toBe('passing');
    expect(watch.only('kept').checks).toContainEqual(
      expect.objectContaining({ id: '_service_maintenance:kept', kind: 'maintenance', output: 'disk swap' }),
    );
    await client.put('/v1/agent/service/maintenance/kept?enable=false');
    await watch.collector.until(() => watch.only('kept').rotation === 'in');
    expect(watch.collector.changes('kept').map((change) => change.kind)).toEqual([
      'rotation-changed',
      'rotation-changed',
    ]);
  });

  it('shows a critical instance in maintenance as both', async () => {
    await client.register({ Name: 'both', Port: 80, Check: { TTL: '1h', Status: 'critical' } });
    await client.put('/v1/agent/service/maintenance/both?enable=true');
    await using watch = await watchConsulServer(consul);
    expect(watch.only('both')).toMatchObject({ health: 'critical', rotation: 'out' });
  });

  it('takes every service of a node out of rotation when the node is in maintenance', async () => {
    await client.register({ ID: 'n1', Name: 'on-node', Port: 80 });
    await client.register({ ID: 'n2', Name: 'on-node-too', Port: 81 });
    await using watch = await watchConsulServer(consul);
    const rotations = () => [watch.only('on-node').rotation, watch.only('on-node-too').rotation].join();
    await client.put('/v1/agent/maintenance?enable=true');
    await watch.collector.until(() => rotations() === 'out,out');
    await client.put('/v1/agent/maintenance?enable=false');
    await watch.collector.until(() => rotations() === 'in,in');
  });

  it('counts a check of the node for every instance there', async () => {
    const node = { Node: 'far', Address: '10.9.9.9' };
    for (const name of ['far-a', 'far-b']) await client.registerInCatalog({ ...node, Service: { Service: name } });
    await using watch = await watchConsulServer(consul);
    const healths = () => [watch.only('far-a').health, watch.only('far-b').health].join();
    const flip = (Status: string) =>
      client.registerInCatalog({ ...node, Check: { CheckID: 'serfHealth', Name: 'Serf Health Status', Status } });
    expect(watch.only('far-a').address).toBe('10.9.9.9');
    await flip('critical');
    await watch.collector.until(() => healths() === 'critical,critical');
    expect(watch.only('far-a').checks[0]?.kind).toBe('serf');
    await flip('passing');
    await watch.collector.until(() => healths() === 'passing,passing');
  });

  it('takes the worst of several checks', async () => {
    const Checks = ['passing', 'warning'].map((Status, n) => ({ CheckID: `worst:${n}`, TTL: '1h', Status }));
    await client.register({ Name: 'worst', Port: 80, Checks, Weights: { Passing: 10, Warning: 1 } });
    await using watch = await watchConsulServer(consul);
    expect(watch.only('worst')).toMatchObject({ health: 'warning', weight: 10 });
    await client.put('/v1/agent/check/fail/worst:0?note=disk%20full');
    await watch.collector.until(() => watch.only('worst').health === 'critical');
    expect(watch.collector.changes('worst').at(-1)).toMatchObject({ from: 'warning', output: 'disk full' });
  });

  it('gives the literal entry and Consul\u2019s own terms for an instance', async () => {
    await client.register({ ID: 'told-1', Name: 'told', Address: '10.1.2.3', Port: 80 });
    await client.put('/v1/agent/service/maintenance/told-1?enable=true');
    await using watch = await watchConsulServer(consul);
    const { raw, native, lease } = await watch.registry.inspect(watch.only('told'), AbortSignal.timeout(5_000));
    expect(JSON.parse(raw)).toMatchObject({ Service: { ID: 'told-1', Address: '10.1.2.3' } });
    expect(native).toMatchObject({ Node: 'test-server', ServiceID: 'told-1', Status: 'maintenance' });
    expect(lease).toBeNull();
  });

  it('describes the datacenter, its leader and its nodes', async () => {
    await client.registerInCatalog({ Node: 'outside', Address: '10.8.8.8' });
    await using watch = await watchConsulServer(consul);
    const { version, members, scopes } = await watch.registry.describe(AbortSignal.timeout(5_000));
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(members).toContainEqual(expect.objectContaining({ name: 'test-server', role: 'leader', status: 'passing' }));
    expect(members).toContainEqual(expect.objectContaining({ name: 'outside', role: 'node' }));
    expect(scopes[0]?.name).toBe('datacenter dc1');
  });

  it('keeps ids of awkward names apart and readable', async () => {
    const name = 'a b/c%2F\u{1F600}';
    await client.register({ ID: 'awk/ward', Name: name, Port: 80 });
    await using watch = await watchConsulServer(consul);
    const instance = watch.only(name);
    expect(instance.id).toMatch(/^[\w-]{22}$/);
    expect(instance.nativeId).toBe('test-server/awk/ward');
    await expect(watch.registry.inspect(instance, AbortSignal.timeout(5_000))).resolves.toBeDefined();
  });
});
