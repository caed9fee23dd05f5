import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createJournalReader } from '@/lib/history/journal-reader';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import { readCounts } from '@/lib/history/past-counts';
import { readDeparted } from '@/lib/history/past-departed';
import { readNoisiest } from '@/lib/history/past-noisiest';
import { readTimeline } from '@/lib/history/past-timeline';
import type { Storage } from '@/lib/storage/storage';
import { idsOf } from '../support/journals';
import { observed } from '../support/observed';
import { quietLog } from '../support/quiet-log';
import { ms, ScriptedJournal } from '../support/scripted-journal';
import { openedStorage, testedDatabases } from '../support/storage-places';

const RANGE = { fromMs: ms(0), toMs: ms(60) };
const NEVER = new AbortController().signal;
const WEB = { registry: 'r', service: 'web' };

/** `a` turns critical, `b` and `c` leave. */
async function script(storage: Storage): Promise<ScriptedJournal> {
  const journal = new ScriptedJournal(storage);
  await journal.list(0, [observed({ id: 'a' }), observed({ id: 'b' }), observed({ id: 'c' })]);
  await journal.batch(10, { upserted: [observed({ id: 'a', health: 'critical' })] });
  await journal.batch(20, { removed: [{ id: 'b', cause: 'deleted' }] });
  await journal.batch(30, { removed: [{ id: 'c', cause: 'deleted' }] });
  await journal.observe(60);
  return journal;
}

/** None of them JSON of ours. */
const BROKEN = ['{"id":"b', 'null', '7', '{}'];

describe.each(testedDatabases())('one row that is broken, in $name,', ({ place }) => {
  it.each(BROKEN)('hides no other instance of the past: %s', async (body) => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    await sql`update journal_versions set body = ${body} where instance = 'b'`.execute(storage.db);
    const past = journal.past(60);
    expect([...(await past.catalogAt('r', ms(5))).catalog.instances.keys()]).toEqual(['a', 'c']);
    const departed = await readDeparted(storage, WEB, ms(0));
    expect(departed.map(({ instance }) => instance.id)).toEqual(['c']);
    const subject = { of: WEB, now: past.now('r'), present: journal.catalog.instances.values() };
    const { instances } = await readTimeline(past, subject, { range: RANGE, buckets: 2, withSpans: true });
    expect(instances.map(({ id, address }) => [id, address])).toEqual([
      ['a', '10.0.0.1:8080'],
      ['c', '10.0.0.1:8080'],
      ['b', ''],
    ]);
  });

  it.each(BROKEN)('hides no other change, and none of what its columns say: %s', async (body) => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = await script(storage);
    await sql`update journal set body = ${body}`.execute(storage.db);
    const reader = createJournalReader(storage);
    expect(await idsOf(reader)).toHaveLength(4);
    expect((await reader.read({ limit: 1 }))?.items[0]).toMatchObject({ kind: 'deregistered', instance: 'c' });
    expect((await readDeparted(storage, WEB, ms(0))).map(({ instance, cause }) => [instance.id, cause])).toEqual([
      ['c', 'unknown'],
      ['b', 'unknown'],
    ]);
    expect(await readNoisiest(storage, { range: RANGE, limit: 10 })).toMatchObject([{ instance: 'a' }]);
    expect((await loadKnownCatalog(storage, 'r', quietLog))?.instances).toHaveLength(1);
    const counted = await readCounts(storage, { filter: {}, edges: [RANGE.fromMs, RANGE.toMs] }, NEVER);
    expect(counted).toMatchObject({ total: 4, causes: { unknown: 2 } });
    // Nobody knows what became of the link.
    expect(await journal.past(60).gaps('r', RANGE)).toEqual([RANGE]);
  });
});
