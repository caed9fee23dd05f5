import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createJournalReader } from '@/lib/history/journal-reader';
import { retainJournal } from '@/lib/history/journal-retention';
import { becomeWriter } from '@/lib/history/journal-writer';
import { entryOf, JOURNAL_START, journalTime } from '../support/journal-entries';
import { idsOf, keptGaps, runningJournal, writeAtOnce } from '../support/journals';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { stalled } from '../support/stalled-database';
import { folderPlace, openedStorage, testedDatabases } from '../support/storage-places';
import { eventually } from '../support/wait';

const DAY = 86_400_000;

describe.each(testedDatabases())('the writing of the journal in $name', ({ place }) => {
  it('commits what it is given after a tenth of a second', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await using running = await runningJournal(storage);
    const reader = createJournalReader(storage);
    running.journal.add(entryOf(['1.0', '1.1']));
    running.journal.add(entryOf(['2.0']));
    await running.clock.advance(99);
    expect(await idsOf(reader)).toEqual([]);
    await running.clock.advance(1);
    await eventually(async () => (await idsOf(reader))?.length === 3);
    expect(await idsOf(reader)).toEqual(['e.2.0', 'e.1.1', 'e.1.0']);
    expect(running.journal.state).toEqual({ waiting: 0, lost: 0, failure: null });
  });

  it('takes no one’s time while the database is stalled; what does not fit is counted and becomes a gap', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const events: string[] = [];
    const log = { ...quietLog, error: (_fields: object, event: string) => void events.push(event) };
    await using running = await runningJournal(storage, { capacity: 20, log });
    const { journal, clock } = running;
    const release = await stalled(at.place);
    journal.add(entryOf(['1.0']));
    await clock.advance(1_000);
    const before = performance.now();
    for (let seq = 2; seq <= 1_000; seq += 1) journal.add(entryOf([`${seq}.0`]));
    expect(performance.now() - before).toBeLessThan(100);
    expect(journal.state).toMatchObject({ waiting: 20, lost: 990 });
    clock.jump(60_000);
    journal.add(entryOf(['1001.0']));
    await release();
    const reader = createJournalReader(storage);
    await eventually(async () => {
      await clock.advance(1_000);
      return (await keptGaps(storage)).length > 0;
    });
    expect((await idsOf(reader))?.[0]).toBe('e.10.0');
    expect(await keptGaps(storage)).toEqual([
      { registry: 'r', from: journalTime(1_000), to: journalTime(61_000), lost: 991 },
    ]);
    await eventually(() => events.includes('journal-gap'));
    expect(events.filter((event) => event === 'journal-overflows')).toHaveLength(1);
    journal.add(entryOf(['1002.0']));
    await clock.advance(100);
    await eventually(async () => (await idsOf(reader))?.[0] === 'e.1002.0');
    expect(journal.state).toEqual({ waiting: 0, lost: 991, failure: null });
  });

  it('says since when the database takes nothing, and writes all that waited once it does', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await using running = await runningJournal(storage);
    const { journal, clock } = running;
    await sql`alter table journal rename to journal_away`.execute(storage.db);
    journal.add(entryOf(['1.0']));
    await clock.advance(100);
    await eventually(() => journal.state.failure !== null);
    expect(journal.state.failure).toMatchObject({ since: journalTime(100), detail: /journal/ });
    journal.add(entryOf(['2.0']));
    await clock.advance(10_000);
    expect(journal.state.failure?.since).toBe(journalTime(100));
    await sql`alter table journal_away rename to journal`.execute(storage.db);
    await eventually(async () => {
      await clock.advance(1_000);
      return journal.state.failure === null;
    });
    expect(await idsOf(createJournalReader(storage))).toEqual(['e.2.0', 'e.1.0']);
  });

  it('ends although the database never answers', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const running = await runningJournal(storage);
    const release = await stalled(at.place);
    running.journal.add(entryOf(['1.0']));
    await running.clock.advance(100);
    const stopped = running.stop();
    await eventually(() => running.clock.sleepers() > 0);
    await running.clock.advance(2_000);
    await stopped;
    await release();
  });

  it('takes nothing from who is no longer the writer, who ends with that', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const former = await runningJournal(storage);
    former.journal.add(entryOf(['1.0']));
    await former.clock.advance(100);
    const reader = createJournalReader(storage);
    await eventually(async () => (await idsOf(reader))?.length === 1);
    await becomeWriter(storage, 'r', 'next');
    former.journal.add(entryOf(['2.0']));
    former.journal.add(entryOf(['3.0'], { registry: 's' }));
    await former.clock.advance(100);
    await expect(former.running).rejects.toMatchObject({ name: 'DeposedError', message: /of r$/ });
    expect(await idsOf(reader)).toEqual(['e.1.0']);
  });

  it('takes no gap either from who is no longer the writer: the next one observed the time', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const former = await runningJournal(storage);
    await becomeWriter(storage, 'r', 'next');
    former.journal.lose({ registry: 'r', from: JOURNAL_START, to: JOURNAL_START + 60_000, lost: 3 });
    await former.clock.advance(100);
    await expect(former.running).rejects.toMatchObject({ name: 'DeposedError' });
    expect(await storage.db.selectFrom('journal_gaps').selectAll().execute()).toEqual([]);
  });

  it('lets go of what is too old, and of the oldest when it is too much, a few at a time', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const reader = createJournalReader(storage);
    const many = (seq: number, count: number) => Array.from({ length: count }, (_, item) => `${seq}.${item}`);
    await writeAtOnce(
      storage,
      entryOf(many(1, 700), { at: journalTime(-31 * DAY), registry: 's' }),
      entryOf(many(2, 300), { at: journalTime(-29 * DAY), registry: 's' }),
      entryOf(many(3, 900), { at: journalTime(-DAY) }),
    );
    const bytesOf = async () =>
      (await storage.db.selectFrom('journal_registries').select('bytes').execute()).reduce(
        (sum, row) => sum + row.bytes,
        0,
      );
    const whole = await bytesOf();
    const clock = manualClock(JOURNAL_START);
    const stopping = new AbortController();
    const limits = { maxAgeMs: 30 * DAY, maxBytes: (whole / 1_900) * 800 };
    const retaining = retainJournal(limits, { storage, clock, log: quietLog }, stopping.signal);
    const left = () => reader.count({}, 10_000);
    const counts = new Set<number>();
    await eventually(async () => {
      counts.add(await left());
      await clock.advance(50);
      return (await left()) === 700;
    });
    expect([...counts].toSorted((a, b) => b - a)).toEqual(expect.arrayContaining([1_400, 1_200]));
    expect(await reader.count({ registry: 's' }, 10)).toBe(0);
    expect((await reader.read({ limit: 1 }))?.items[0]?.id).toBe('e.3.899');
    expect(await bytesOf()).toBeLessThanOrEqual(limits.maxBytes);
    stopping.abort();
    await retaining;
  });
});

describe('the journal on a full disk', () => {
  it('answers what it has, says why it keeps no more, and goes on when there is room', async () => {
    await using at = await folderPlace();
    await using storage = await openedStorage(at.place);
    await using running = await runningJournal(storage);
    const { journal, clock } = running;
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(storage.db);
    await sql.raw(`pragma max_page_count = ${(pages.rows[0]?.page_count ?? 0) + 5}`).execute(storage.db);
    journal.add(entryOf(['1.0']));
    await clock.advance(100);
    const reader = createJournalReader(storage);
    await eventually(async () => (await idsOf(reader))?.length === 1);
    journal.add(entryOf(['2.0', '2.1', '2.2', '2.3'], { output: 'x'.repeat(20_000) }));
    await clock.advance(100);
    await eventually(() => journal.state.failure !== null);
    expect(journal.state.failure?.detail).toMatch(/full/);
    expect(await idsOf(reader)).toEqual(['e.1.0']);
    await sql`pragma max_page_count = 100000`.execute(storage.db);
    await eventually(async () => {
      await clock.advance(1_000);
      return journal.state.failure === null;
    });
    expect(await idsOf(reader)).toHaveLength(5);
  });
});
