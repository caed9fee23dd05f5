import { describe, expect, it } from 'vitest';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { plainValue, watchEtcdServer } from '../support/etcd-watch';
import { etcdWriter } from '../support/etcd-writer';

const KEY = '/services/web/1';
const PARKED = PARKED_PREFIX + KEY;

/** A watched etcd with one instance, and the same bytes put aside or back in one transaction. */
async function watched() {
  const etcd = await startEtcd();
  const writer = etcdWriter(etcd.endpoint);
  await writer.put(KEY).value(plainValue());
  const watch = watchEtcdServer({ endpoints: [etcd.endpoint] });
  await watch.untilLive();
  const [id = ''] = watch.lists()[0]?.instances.map((instance) => instance.id) ?? [];
  return {
    endpoint: etcd.endpoint,
    watch,
    writer,
    id,
    park: () =>
      writer.if(KEY, 'Version', '>', 0).then(writer.delete().key(KEY), writer.put(PARKED).value(plainValue())).commit(),
    unpark: () =>
      writer
        .if(PARKED, 'Version', '>', 0)
        .then(writer.delete().key(PARKED), writer.put(KEY).value(plainValue()))
        .commit(),
    /** The batches since the start, without what varies. */
    seen: () =>
      watch.batches().map(({ batch }) => ({
        removed: batch.removed.map((removal) => removal.id),
        upserted: batch.upserted.map((instance) => [instance.id, instance.rotation, instance.nativeId]),
      })),
    async [Symbol.asyncDispose]() {
      await watch[Symbol.asyncDispose]();
      writer.close();
      await etcd[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(withoutEtcd)('an instance that was put aside', () => {
  it('stays the same instance, out of rotation, until it is put back', async () => {
    await using at = await watched();
    await at.park();
    await at.unpark();
    await at.watch.until(() => at.seen().length === 2);
    expect(at.seen()).toEqual([
      { removed: [], upserted: [[at.id, 'out', PARKED]] },
      { removed: [], upserted: [[at.id, 'in', KEY]] },
    ]);
  });

  it('is listed as such from the start', async () => {
    await using at = await watched();
    await at.park();
    await at.watch.until(() => at.seen().length === 1);
    await using again = watchEtcdServer({ endpoints: [at.endpoint] });
    await again.untilLive();
    expect(again.lists()[0]?.instances).toMatchObject([{ id: at.id, rotation: 'out' }]);
  });

  it('is back in rotation when it registers again, whatever becomes of the copy', async () => {
    await using at = await watched();
    await at.park();
    await at.writer.put(KEY).value(plainValue());
    await at.writer.delete().key(PARKED);
    await at.writer.delete().key(KEY);
    await at.watch.until(() => at.seen().length === 4);
    expect(at.seen().slice(1)).toEqual([
      { removed: [], upserted: [[at.id, 'in', KEY]] },
      { removed: [], upserted: [] },
      { removed: [at.id], upserted: [] },
    ]);
  });

  it('is out again when what registered again goes and the copy is still there', async () => {
    await using at = await watched();
    await at.park();
    await at.writer.put(KEY).value(plainValue());
    await at.writer.delete().key(KEY);
    await at.watch.until(() => at.seen().length === 3);
    expect(at.seen()[2]).toEqual({ removed: [], upserted: [[at.id, 'out', PARKED]] });
  });
});
