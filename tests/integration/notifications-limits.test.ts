import { describe, expect, it } from 'vitest';
import { DeliveryStore } from '@/lib/notify/delivery-store';
import { testMessage } from '@/lib/notify/message';
import { manualClock } from '../support/manual-clock';
import { openedStorage, testedDatabases } from '../support/storage-places';

describe.each(testedDatabases())('messages, kept in $name', ({ place }) => {
  it('are bounded: those that wait for one target, and those of the log', { timeout: 120_000 }, async () => {
    await using database = await place();
    await using storage = await openedStorage(database.place);
    const store = new DeliveryStore(storage.db, { clock: manualClock(), random: () => 0.5 });
    const message = testMessage(0);
    const many = (target: string, count: number) =>
      Array.from({ length: count }, () => ({ target, message, isRepeat: false }));
    await storage.db.transaction().execute((tx) => store.enqueue([...many('other', 2), ...many('dead', 1_003)], tx));
    expect(await store.standing('dead')).toMatchObject({ waiting: 1_000, last: { state: 'waiting' } });
    expect(await store.standing('other')).toMatchObject({ waiting: 2 });
    const head = await store.head('dead');
    await storage.db
      .updateTable('notification_deliveries')
      .set({ state: 'failed' })
      .where('target', '=', 'dead')
      .execute();
    await storage.db.transaction().execute((tx) => store.enqueue(many('third', 1_000), tx));
    await storage.db
      .updateTable('notification_deliveries')
      .set({ state: 'delivered' })
      .where('target', '=', 'third')
      .execute();
    await store.log('other', message, { state: 'delivered', attempts: 1, detail: 'answered 200', at: 0 });
    // The log, and the two that wait.
    expect((await store.list({ limit: 1 })).total).toBe(2_002);
    expect(head?.id).toMatch(/^[0-9a-z]{20}$/);
  });
});
