import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/change';
import { createJournalReader } from '@/lib/history/journal-reader';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import { sampleInstance } from '../support/catalog-samples';
import { entryOf, journalTime, sightOf } from '../support/journal-entries';
import { idsOf, runningJournal, writeAtOnce } from '../support/journals';
import { quietLog } from '../support/quiet-log';
import { openedStorage, testedDatabases } from '../support/storage-places';

const EVERY = { limit: 1_000 };

describe.each(testedDatabases())('the journal in $name', ({ place }) => {
  it('reads back every change as it was, newest first, across restarts', async () => {
    await using at = await place();
    const text = 'zero\0, half \ud83d, Ärger ☎';
    const changes: Partial<Change>[] = [
      { service: text, instance: 'i', to: 'passing' },
      { kind: 'health-changed', from: 'passing', to: 'critical', output: text, afterGap: true },
      { kind: 'updated', fields: [{ field: 'metadata.constructor', from: null, to: text }] },
      { kind: 'deregistered', cause: 'lease-expired', origin: 'rollcall', action: 'a-1' },
      { kind: 'link-changed', service: null, instance: null, address: null, from: 'live', to: 'stale' },
      { service: 'long'.repeat(5_000), instance: '☎'.repeat(5_000) },
    ];
    const entries = changes.map((change, index) => entryOf([`${index + 1}.0`], change));
    {
      await using storage = await openedStorage(at.place);
      await using running = await runningJournal(storage);
      for (const entry of entries) running.journal.add(entry);
    }
    await using storage = await openedStorage(at.place);
    const page = await createJournalReader(storage).read(EVERY);
    expect(page?.items).toEqual(entries.flatMap((entry) => entry.changes).toReversed());
    for (const name of [text, 'long'.repeat(5_000)]) {
      expect(await idsOf(createJournalReader(storage), { service: name }), name.slice(0, 9)).toHaveLength(1);
    }
  });

  it('keeps a change once, however often it is written', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const entry = entryOf(['1.0', '1.1']);
    await writeAtOnce(storage, entry);
    const { bytes } = await storage.db.selectFrom('journal_registries').select('bytes').executeTakeFirstOrThrow();
    await writeAtOnce(storage, entry, entryOf(['1.0'], { registry: 's' }));
    expect(await idsOf(createJournalReader(storage), { registry: 'r' })).toEqual(['e.1.1', 'e.1.0']);
    expect(await idsOf(createJournalReader(storage), { registry: 's' })).toEqual(['e.1.0']);
    const rows = await storage.db.selectFrom('journal_registries').selectAll().orderBy('registry').execute();
    expect(rows[0]?.bytes).toBe(bytes);
  });

  it('stays in the order of writing when the clock is set back, within a process and over a restart', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await writeAtOnce(
      storage,
      entryOf(['1.0'], { at: journalTime(5_000) }),
      entryOf(['2.0'], { at: journalTime(1_000) }),
    );
    await writeAtOnce(storage, entryOf(['3.0'], { at: journalTime(2_000) }));
    await writeAtOnce(
      storage,
      entryOf(['0e.1.0'], { at: journalTime(0) }),
      entryOf(['0e.2.0'], { at: journalTime(0) }),
    );
    const page = await createJournalReader(storage).read(EVERY);
    expect(page?.items.map(({ id, at: time }) => [id, time])).toEqual([
      ['0e.2.0', journalTime(5_001)],
      ['0e.1.0', journalTime(5_001)],
      ['e.3.0', journalTime(5_000)],
      ['e.2.0', journalTime(5_000)],
      ['e.1.0', journalTime(5_000)],
    ]);
  });

  it('is narrowed by every filter of the changes', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const reader = createJournalReader(storage);
    await writeAtOnce(
      storage,
      entryOf(['1.0'], { at: journalTime(1), service: 'orders', instance: 'a' }),
      entryOf(['2.0'], { at: journalTime(2), service: 'orders', instance: 'b', kind: 'health-changed' }),
      entryOf(['3.0'], { at: journalTime(3), service: 'users', instance: 'c', origin: 'rollcall', action: 'x' }),
      entryOf(['4.0'], { at: journalTime(4), registry: 's', service: 'orders', instance: 'a' }),
    );
    const found = async (query: object) => (await idsOf(reader, query))?.map((id) => Number(id.split('.')[1]));
    expect(await found({})).toEqual([4, 3, 2, 1]);
    expect(await found({ registry: 'r' })).toEqual([3, 2, 1]);
    expect(await found({ service: 'orders' })).toEqual([4, 2, 1]);
    expect(await found({ registry: 'r', service: 'orders' })).toEqual([2, 1]);
    expect(await found({ registry: 's', instance: 'a' })).toEqual([4]);
    expect(await found({ kind: 'health-changed' })).toEqual([2]);
    expect(await found({ origin: 'rollcall' })).toEqual([3]);
    expect(await found({ origin: 'elsewhere', service: 'users' })).toEqual([]);
    expect(await found({ action: 'x', registry: 'r' })).toEqual([3]);
    expect(await found({ from: journalTime(2), to: journalTime(4) })).toEqual([3, 2]);
    expect(await found({ service: "' or 1=1 --" })).toEqual([]);
    expect(await reader.count({ service: 'orders' }, 100)).toBe(3);
    expect(await reader.count({}, 2)).toBe(2);
  });

  it('is read page by page, each change once, while more are written and old ones go', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const reader = createJournalReader(storage);
    // All in one millisecond: a page ends in the middle of it.
    for (const seq of [1, 2, 3]) await writeAtOnce(storage, entryOf([`${seq}.0`, `${seq}.1`, `${seq}.2`]));
    const first = await reader.read({ limit: 4 });
    await writeAtOnce(storage, entryOf(['4.0']));
    await sql`delete from journal where seq = 2`.execute(storage.db);
    const second = await reader.read({ limit: 4, cursor: first?.nextCursor ?? '' });
    const ids = [first, second].flatMap((page) => page?.items.map(({ id }) => id));
    expect(ids).toEqual(['e.3.2', 'e.3.1', 'e.3.0', 'e.2.2', 'e.1.2', 'e.1.1', 'e.1.0']);
    expect(second?.nextCursor).toBeNull();
    expect(await reader.read({ limit: 4, cursor: 'nonsense' })).toBeNull();
  });

  it('is walked to its end', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const ids = Array.from({ length: 2_500 }, (_, item) => `1.${item}`);
    await writeAtOnce(storage, entryOf(ids), entryOf(['2.0'], { service: 'users' }));
    const walked: string[] = [];
    const sizes: number[] = [];
    for await (const page of createJournalReader(storage).walk({ service: 'orders' })) {
      sizes.push(page.length);
      walked.push(...page.map(({ id }) => id));
    }
    expect(walked).toEqual(ids.map((id) => `e.${id}`).reverse());
    expect(sizes).toEqual([1_000, 1_000, 500]);
  });

  it('knows every registry as its changes left it', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    expect(await loadKnownCatalog(storage, 'r', quietLog)).toBeNull();
    {
      await using running = await runningJournal(storage);
      const many = Array.from({ length: 2_100 }, (_, index) => `i${index}`);
      running.journal.add(sightOf(many));
      running.journal.add(sightOf(['a', 'b', 'c'], many));
      running.journal.add({ ...sightOf([], ['b', 'a']), upserted: [sampleInstance('a', { health: 'critical' })] });
      running.clock.jump(7_000);
      running.journal.observe('r');
      running.journal.observe('s');
    }
    expect(await loadKnownCatalog(storage, 'r', quietLog)).toEqual({
      instances: [sampleInstance('a', { health: 'critical' }), sampleInstance('c')],
      observedUntil: journalTime(7_000),
      link: 'connecting',
    });
    expect(await loadKnownCatalog(storage, 's', quietLog)).toMatchObject({ instances: [] });
  });

  it('keeps changes and what is known of instances together: a batch is written whole or not at all', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await sql`alter table journal_versions rename to away`.execute(storage.db);
    await expect(writeAtOnce(storage, entryOf(['1.0']), sightOf(['a']))).rejects.toMatchObject({
      name: 'StorageError',
    });
    await sql`alter table away rename to journal_versions`.execute(storage.db);
    expect(await idsOf(createJournalReader(storage))).toEqual([]);
    await writeAtOnce(storage, entryOf(['1.0']), sightOf(['a']));
    expect(await loadKnownCatalog(storage, 'r', quietLog)).toMatchObject({ instances: [{ id: 'a' }] });
  });
});
