import { describe, expect, it } from 'vitest';
import { createEtcdRegistry } from '@/lib/registry/etcd/etcd-registry';
import { systemClock } from '@/lib/registry/system-clock';
import { type Collector, collect } from '../contract/collector';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { quietLog } from '../support/quiet-log';

const ADDRESS = '10.0.0.1:8080';

describe.skipIf(withoutEtcd)('identity of instances in etcd', () => {
  it('takes no row for what rpcx measures at every tick', async () => {
    await using place = await openPlace();
    const { writer, collector } = place;
    const lease = await grant(writer);
    const put = (value: string) => writer.put('/rpcx_test/Arith/tcp@10.0.0.1:8972').lease(lease).value(value);
    await put('group=a&weight=5');
    await collector.until(() => collector.instances('Arith').length === 1);
    for (let tick = 1; tick <= 5; tick += 1) await put(`calls=${tick}.00&connections=0.5${tick}&group=a&weight=5`);
    await put('calls=6.00&connections=0.56&group=a&state=inactive&weight=5');
    await collector.until(() => collector.instances('Arith')[0]?.rotation === 'out');
    expect(collector.changes('Arith')).toMatchObject([
      { kind: 'registered' },
      { kind: 'rotation-changed', from: 'in', to: 'out' },
    ]);
  });

  it('tells a new key of go-zero for the same address as one re-registration of the same instance', async () => {
    await using place = await openPlace();
    const { writer, collector } = place;
    const old = await register(writer, ADDRESS);
    await collector.until(() => collector.instances('user.rpc').length === 1);
    const [before] = collector.instances('user.rpc');
    const lease = await register(writer, ADDRESS);
    await collector.until(() => collector.changes('user.rpc').length === 2);
    await writer.leaseClient.leaseRevoke({ ID: old });
    await register(writer, '10.0.0.2:8080');
    await collector.until(() => collector.instances('user.rpc').length === 2);
    expect(collector.instances('user.rpc')[0]).toMatchObject({
      id: before?.id,
      nativeId: `user.rpc/${lease}`,
      lease: { id: lease },
      since: before?.since,
    });
    expect(collector.changes('user.rpc')).toMatchObject([
      { kind: 'registered', instance: before?.id },
      { kind: 're-registered', instance: before?.id, fields: [{ field: 'lease', from: old, to: lease }] },
      { kind: 'registered', address: '10.0.0.2:8080' },
    ]);
  });

  it('knows a go-zero process again whose lease was gone for a while', async () => {
    await using place = await openPlace();
    const { writer, collector } = place;
    const old = await register(writer, ADDRESS);
    await collector.until(() => collector.instances('user.rpc').length === 1);
    const [before] = collector.instances('user.rpc');
    await writer.leaseClient.leaseRevoke({ ID: old });
    await collector.until(() => collector.instances('user.rpc').length === 0);
    await register(writer, ADDRESS);
    await collector.until(() => collector.instances('user.rpc').length === 1);
    expect(collector.changes('user.rpc')).toMatchObject([
      { kind: 'registered', instance: before?.id },
      { kind: 'deregistered', instance: before?.id },
      { kind: 're-registered', instance: before?.id, to: 'passing' },
    ]);
  });
});

interface Place extends AsyncDisposable {
  readonly writer: EtcdWriter;
  readonly collector: Collector;
}

/** An etcd under watch in its whole key space, still empty. */
async function openPlace(): Promise<Place> {
  await using stack = new AsyncDisposableStack();
  const etcd = stack.use(await startEtcd());
  const writer = stack.use(etcdWriter(etcd.endpoint));
  const registry = createEtcdRegistry(
    { id: 'etcd', prefixes: [''], endpoints: [etcd.endpoint] },
    { clock: systemClock, random: Math.random, log: quietLog },
  );
  stack.defer(() => registry.close());
  const collector = stack.use(collect(registry));
  await collector.until(() => collector.links().at(-1) === 'live');
  const whole = stack.move();
  return { writer, collector, [Symbol.asyncDispose]: () => whole.disposeAsync() };
}

/** Registers as go-zero does, under a lease of its own; gives its id. */
async function register(writer: EtcdWriter, address: string): Promise<string> {
  const lease = await grant(writer);
  await writer.put(`user.rpc/${lease}`).lease(lease).value(address);
  return lease;
}

async function grant(writer: EtcdWriter): Promise<string> {
  const { ID } = await writer.leaseClient.leaseGrant({ TTL: 60 });
  return ID;
}
