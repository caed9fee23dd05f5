import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { NewAuditRecord } from '@/lib/domain/audit';
import { createAuditStore } from '@/lib/storage/audit-store';
import type { Storage } from '@/lib/storage/storage';
import { quietLog } from '../support/quiet-log';
import { openedStorage, testedDatabases } from '../support/storage-places';

const START = Date.parse('2026-03-01T10:00:00.000Z');
const DRAIN: NewAuditRecord = { actor: 'ada', source: '10.1.1.1', kind: 'drain', outcome: 'attempted' };

/** A store whose clock moves on a second with every record. */
function storeOf(storage: Storage, now: () => number = seconds()) {
  return createAuditStore(storage, {
    clock: { now, sleep: () => Promise.resolve() },
    random: Math.random,
    log: quietLog,
  });
}

function seconds(): () => number {
  let at = START;
  return () => {
    at += 1_000;
    return at - 1_000;
  };
}

describe.each(testedDatabases())('the audit in $name', ({ place }) => {
  it('keeps all that is said of a record, and leaves out what is not', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    const whole = {
      ...DRAIN,
      action: 'a-1',
      registry: 'etcd',
      service: 'orders/☎',
      instance: 'i-1',
      reason: 'noisy',
      detail: 'confirmed',
      before: '{"weight":100}',
      after: '{"weight":0}',
    };
    await audit.record(whole);
    await audit.record({ ...DRAIN, outcome: 'done' });
    const { items, total } = await audit.list({ limit: 10 });
    expect(items).toEqual([
      { ...DRAIN, outcome: 'done', id: expect.any(String), at: '2026-03-01T10:00:01.000Z' },
      { ...whole, id: expect.any(String), at: '2026-03-01T10:00:00.000Z' },
    ]);
    expect(total).toBe(2);
  });

  it('keeps all of several or none, in their order', async () => {
    await using at = await place();
    const storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    const records = Array.from({ length: 500 }, (_, index) => ({ ...DRAIN, instance: `i-${index}` }));
    await audit.recordAll(records);
    await audit.recordAll([]);
    const { items, total } = await audit.list({ limit: 500 });
    expect(total).toBe(500);
    expect(items.map(({ instance }) => instance).reverse()).toEqual(records.map(({ instance }) => instance));
    await storage.close();
    await expect(audit.recordAll(records)).rejects.toThrow();
  });

  it('keeps the text that no database takes as it is', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    await audit.record({ ...DRAIN, service: 'zero\0and half \ud83d', reason: "'; drop table audit; --" });
    const { items } = await audit.list({ limit: 10, service: 'zero\0and half \ud83d' });
    expect(items[0]).toMatchObject({ service: 'zero␀and half \ufffd', reason: "'; drop table audit; --" });
  });

  it('is narrowed by every field, by time and by words', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    await audit.record({ ...DRAIN, registry: 'etcd', service: 'orders', instance: 'i-1', action: 'a-1' });
    await audit.record({ ...DRAIN, actor: 'bob', outcome: 'refused', detail: 'The role viewer may not Act' });
    await audit.record({ ...DRAIN, kind: 'login', outcome: 'failed', source: '10.2.2.2', reason: '100%_sure\\not' });
    const found = async (query: object) =>
      (await audit.list({ limit: 10, ...query })).items.map(({ at: time }) => new Date(time).getUTCSeconds());
    expect(await found({})).toEqual([2, 1, 0]);
    expect(await found({ actor: 'bob' })).toEqual([1]);
    expect(await found({ kind: 'login' })).toEqual([2]);
    expect(await found({ outcome: 'refused' })).toEqual([1]);
    for (const [name, value] of Object.entries({ registry: 'etcd', service: 'orders', instance: 'i-1', action: 'a-1' }))
      expect(await found({ [name]: value }), name).toEqual([0]);
    expect(await found({ kind: 'drain', outcome: 'failed' })).toEqual([]);
    expect(await found({ from: '2026-03-01T10:00:01.000Z' })).toEqual([2, 1]);
    expect(await found({ to: '2026-03-01T11:00:01.000+01:00' })).toEqual([0]);
    expect(await found({ from: '2026-03-01T10:00:01Z', to: '2026-03-01T10:00:02Z' })).toEqual([1]);
    expect(await found({ from: '1901-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' })).toEqual([2, 1, 0]);
    expect(await found({ q: 'may ACT role' })).toEqual([1]);
    expect(await found({ q: '10.2.2' })).toEqual([2]);
    expect(await found({ q: '100%_sure\\not' })).toEqual([2]);
    expect(await found({ q: '100__' })).toEqual([]);
  });

  it('is read page by page, each record once, while more are written', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    for (let count = 0; count < 7; count += 1) await audit.record({ ...DRAIN, reason: `r${count}` });
    const first = await audit.list({ limit: 3 });
    await audit.record({ ...DRAIN, reason: 'later' });
    const second = await audit.list({ limit: 3, cursor: first.nextCursor ?? '' });
    const third = await audit.list({ limit: 3, cursor: second.nextCursor ?? '' });
    const reasons = [first, second, third].flatMap(({ items }) => items.map(({ reason }) => reason));
    expect(reasons).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
    expect([first.total, third.total, third.nextCursor]).toEqual([7, 8, null]);
  });

  it('stays in the order of writing within a millisecond, and when the clock is set back', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const times = [START, START, START, START - 60_000];
    const audit = storeOf(storage, () => times.shift() ?? START);
    for (const reason of ['a', 'b', 'c', 'd']) await audit.record({ ...DRAIN, reason });
    const { items } = await audit.list({ limit: 10 });
    expect(items.map(({ reason }) => reason)).toEqual(['d', 'c', 'b', 'a']);
    expect(new Set(items.map(({ at: time }) => time)).size).toBe(1);
  });

  it('cannot be changed or taken back, not even by a statement of one’s own', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const audit = storeOf(storage);
    await audit.record(DRAIN);
    const { db } = storage;
    const refused = { name: 'StorageError', message: /append-only/ };
    await expect(db.updateTable('audit').set({ actor: 'nobody' }).execute()).rejects.toMatchObject(refused);
    await expect(db.deleteFrom('audit').execute()).rejects.toMatchObject(refused);
    if (storage.kind === 'postgres') await expect(sql`truncate audit`.execute(db)).rejects.toMatchObject(refused);
    expect((await audit.list({ limit: 10 })).items).toMatchObject([DRAIN]);
  });

  it('stops an attempt that it cannot keep, and only logs what has happened already', async () => {
    await using at = await place();
    const storage = await openedStorage(at.place);
    const lost: object[] = [];
    const log = { ...quietLog, error: (fields: object) => void lost.push(fields) };
    const clock = { now: () => START, sleep: () => Promise.resolve() };
    const audit = createAuditStore(storage, { clock, random: Math.random, log });
    await storage.close();
    await expect(audit.record(DRAIN)).rejects.toThrow();
    expect(lost).toEqual([]);
    await audit.record({ ...DRAIN, outcome: 'refused', before: 'password=s3cret' });
    expect(lost).toMatchObject([{ record: { ...DRAIN, outcome: 'refused' } }]);
    expect(JSON.stringify(lost)).not.toContain('s3cret');
  });
});
