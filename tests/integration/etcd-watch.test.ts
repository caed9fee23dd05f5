import { describe, expect, it } from 'vitest';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';
import { startFaultProxy } from '../support/fault-proxy';

describe.skipIf(withoutEtcd)('the watch of etcd', () => {
  it('yields one batch a revision, in order, over several prefixes', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: ['/services/', '/service/'] });
    await watch.untilLive();
    for (let index = 0; index < 50; index += 1) {
      await writer.put(`${index % 2 === 0 ? '/services' : '/service'}/web/${index}`).value(plainValue());
    }
    await watch.until(() => watch.batches().length === 50);
    expect(watch.batches().map(({ batch }) => batch.upserted[0]?.nativeId.split('/').at(-1))).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index)),
    );
    const positions = watch.batches().map(({ position }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(watch.batches().some(({ afterGap }) => afterGap)).toBe(false);
  });

  it('keeps what one transaction did to two prefixes in one batch', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: ['/services/', '/service/'] });
    await watch.untilLive();
    const puts = ['/services/web/1', '/service/web/2', '/services/web/3'].map((key) =>
      writer.put(key).value(plainValue()),
    );
    await writer
      .if('none', 'Create', '==', 0)
      .then(...puts)
      .commit();
    await watch.until(() => watch.batches().flatMap(({ batch }) => batch.upserted).length === 3);
    expect(watch.batches()).toHaveLength(1);
  });

  it('makes whole what etcd sends in fragments: a revision stays one batch', async () => {
    await using etcd = await startEtcd();
    await using proxy = await startFaultProxy(etcd.port);
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [`http://127.0.0.1:${proxy.port}`] });
    await watch.untilLive();
    await proxy.suspend();
    const blob = 'x'.repeat(100_000);
    for (let round = 0; round < 6; round += 1) {
      const puts = Array.from({ length: 10 }, (_, index) =>
        writer.put(`/services/web/${index}`).value(plainValue({ version: `${round}`, metadata: { blob } })),
      );
      await writer
        .if('none', 'Create', '==', 0)
        .then(...puts)
        .commit();
    }
    // What was missed is 6 MB in one answer, and etcd fragments from 2 MB on.
    await proxy.resume();
    await watch.until(() => watch.batches().length === 6);
    expect(watch.batches().map(({ batch }) => batch.upserted.map(({ version }) => version))).toEqual(
      Array.from({ length: 6 }, (_, round) => Array(10).fill(`${round}`)),
    );
  });

  it('tells a key that became unreadable, and one that became readable', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const key = '/services/web/1';
    await writer.put(key).value(plainValue());
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
    await watch.untilLive();
    const id = watch.lists()[0]?.instances[0]?.id;
    await writer.put(key).value('nonsense');
    await writer.put(key).value(plainValue());
    await writer.put(key).value('nonsense');
    await writer.delete().key(key);
    await watch.until(() => watch.batches().length === 4);
    expect(
      watch.batches().map(({ batch, rejected, accepted }) => ({ removed: batch.removed, rejected, accepted })),
    ).toMatchObject([
      { removed: [{ id, cause: 'unknown' }], rejected: [{ key }] },
      { removed: [], accepted: [key] },
      { removed: [{ id, cause: 'unknown' }], rejected: [{ key }] },
      { removed: [], accepted: [key] },
    ]);
  });

  it('survives values of the largest size and any bytes while watching', async () => {
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using watch = watchEtcdServer({ endpoints: [etcd.endpoint], prefixes: [''] });
    await watch.untilLive();
    await writer.put('/services/big/1').value(plainValue({ metadata: { blob: 'x'.repeat(1_500_000) } }));
    await writer.put(Buffer.from([0xff, 0x00])).value(Buffer.from([0xfe]));
    await writer.put('/services/deep/1').value(`{"address":${'['.repeat(500_000)}`);
    await watch.until(() => watch.batches().length === 3);
    expect(watch.batches().map(({ batch }) => batch.upserted.length)).toEqual([1, 0, 0]);
    expect(
      watch
        .batches()
        .flatMap(({ rejected }) => rejected ?? [])
        .map(({ key }) => key),
    ).toEqual(['\\xFF\\x00', '/services/deep/1']);
  });
});
