import { describe, expect, it } from 'vitest';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { asInstance, type EtcdWatch, plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';
import { eventually } from '../support/wait';

const KEY = '/services/web/1';

describe.skipIf(withoutEtcd)('leases of etcd', () => {
  it('makes a key on a live lease pass, and one with neither lease nor health unknown', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const lease = writer.lease(60);
    await lease.put(KEY).value(plainValue());
    await writer.put('/services/web/2').value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    expect(watch.lists()[0]?.instances.map(({ health }) => health)).toEqual(['passing', 'unknown']);
    await lease.revoke();
  });

  it('tells an expiry from a revocation and from a deletion', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await writer.put('/services/web/none').value(plainValue());
    const brief = await grant(writer, 2);
    const revoked = await grant(writer, 60);
    const alive = await grant(writer, 60);
    await writer.put('/services/web/expires').lease(brief).value(plainValue());
    await writer.put('/services/web/revoked').lease(revoked).value(plainValue());
    await writer.put('/services/web/deleted').lease(alive).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await watch.until(() => causes(watch).length === 1, 15_000);
    await writer.leaseClient.leaseRevoke({ ID: revoked });
    await writer.delete().key('/services/web/deleted');
    await writer.delete().key('/services/web/none');
    await watch.until(() => causes(watch).length === 4);
    expect(causes(watch)).toEqual(['lease-expired', 'lease-revoked', 'deleted', 'deleted']);
  });

  it('knows a lease that was granted while it watches', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    const lease = await grant(writer, 60);
    await writer.put(KEY).lease(lease).value(plainValue());
    await watch.until(() => watch.batches().length === 1);
    await untilKnown(watch, async () => writer.put(KEY).lease(lease).value(plainValue()));
    await writer.leaseClient.leaseRevoke({ ID: lease });
    await watch.until(() => causes(watch).length > 0);
    expect(causes(watch)).toEqual(['lease-revoked']);
  });

  it('still knows a lease whose key went and came back', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const lease = await grant(writer, 60);
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await untilKnown(watch, async () => writer.put(KEY).lease(lease).value(plainValue()));
    await writer.delete().key(KEY);
    await watch.until(() => causes(watch).length === 1);
    await writer.put(KEY).lease(lease).value(plainValue());
    await writer.leaseClient.leaseRevoke({ ID: lease });
    await watch.until(() => causes(watch).length === 2);
    expect(causes(watch)).toEqual(['deleted', 'lease-revoked']);
  });

  it('shows what it knows of a lease in a new list', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    const lease = await grant(writer, 60);
    await using watch = watchEtcdServer({ endpoints: [`http://127.0.0.1:${proxy.port}`] });
    await watch.untilLive();
    await untilKnown(watch, async () => writer.put(KEY).lease(lease).value(plainValue()));
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await writer.put('/elsewhere').value('x');
    const { header } = await writer.put('/elsewhere').value('y');
    await writer.kv.compact({ revision: header.revision, physical: true });
    await proxy.resume();
    await watch.until(() => watch.lists().length === 2);
    expect(watch.lists()[1]?.instances[0]?.lease).toMatchObject({ id: lease, ttlSeconds: 60 });
  });

  it('keeps a removal in its place while it asks about the lease', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const lease = await grant(writer, 60);
    await writer.put(KEY).lease(lease).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await Promise.all([
      writer.delete().key(KEY),
      ...[2, 3, 4].map((id) => writer.put(`/services/web/${id}`).value(plainValue())),
    ]);
    await watch.until(() => watch.batches().length === 4);
    const positions = watch.batches().map(({ position }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(causes(watch)).toEqual(['deleted']);
  });

  it('tells the causes of very many removals at once', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const leases = await Promise.all(Array.from({ length: 60 }, () => grant(writer, 600)));
    for (const lease of leases) await writer.put(`/services/web/${lease}`).lease(lease).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    await writer.delete().prefix('/services/web/');
    await watch.until(() => watch.batches().length === 1);
    expect(causes(watch)).toEqual(Array(60).fill('deleted'));
  });

  it('does not guess a cause for what etcd cannot tell any more', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    const lease = await grant(writer, 600);
    await writer.put(KEY).lease(lease).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [`http://127.0.0.1:${proxy.port}`] });
    await watch.untilLive();
    await proxy.suspend();
    await watch.until(() => watch.links().at(-1) === 'stale');
    await writer.delete().key(KEY);
    const { header } = await writer.put('/services/web/2').value(plainValue());
    await writer.kv.compact({ revision: header.revision, physical: true });
    await proxy.resume();
    await watch.until(() => watch.lists().length === 2);
    expect(watch.lists()[1]?.instances.map(({ nativeId }) => nativeId)).toEqual(['/services/web/2']);
  });

  it('gives the remaining time of leases on demand, and leaves out what is gone', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const lease = await grant(writer, 60);
    await writer.put(KEY).lease(lease).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    const answer = await watch.registry.leases?.([lease, '12345'], AbortSignal.timeout(5_000));
    expect([...(answer?.keys() ?? [])]).toEqual([lease]);
    expect(answer?.get(lease)).toMatchObject({ id: lease, ttlSeconds: 60 });
    expect(answer?.get(lease)?.remainingSeconds).toBeGreaterThan(50);
    const instance = watch.lists()[0]?.instances[0];
    if (!instance) throw new Error('no instance');
    const inspection = await watch.registry.inspect(asInstance(instance), AbortSignal.timeout(5_000));
    expect(inspection).toMatchObject({
      raw: plainValue(),
      native: { key: KEY, version: '1', lease },
      lease: { id: lease },
    });
  });
});

async function grant(writer: ReturnType<typeof etcdWriter>, ttlSeconds: number): Promise<string> {
  const { ID } = await writer.leaseClient.leaseGrant({ TTL: ttlSeconds });
  return ID;
}

/** The granted time of a lease is shown by the next put once etcd was asked for it. */
async function untilKnown(watch: EtcdWatch, put: () => Promise<unknown>): Promise<void> {
  await eventually(async () => {
    await put();
    return watch.batches().at(-1)?.batch.upserted[0]?.lease?.ttlSeconds === 60;
  });
}

function causes(watch: EtcdWatch): string[] {
  return watch.batches().flatMap(({ batch }) => batch.removed.map(({ cause }) => cause));
}
