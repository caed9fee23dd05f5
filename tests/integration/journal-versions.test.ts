import { describe, expect, it } from 'vitest';
import { applyBatch, emptyCatalog } from '@/lib/domain/catalog';
import { isoTime } from '@/lib/domain/clock';
import type { Health, Rotation } from '@/lib/domain/instance';
import { seededRandom } from '@/lib/domain/random';
import { JournalQueue, type WaitingEntry } from '@/lib/history/journal-queue';
import { retainJournal } from '@/lib/history/journal-retention';
import { becomeWriter } from '@/lib/history/journal-writer';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import { writeBatch } from '@/lib/history/write-batch';
import type { Storage } from '@/lib/storage/storage';
import { STILL } from '@/lib/storage/tables';
import { sampleInstance } from '../support/catalog-samples';
import { JOURNAL_START, sightOf } from '../support/journal-entries';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { openedStorage, testedDatabases } from '../support/storage-places';
import { eventually } from '../support/wait';

const DAY = 86_400_000;

/** What some instances go through, in entries as a feed tells them: several a millisecond, some without a change. */
function life(seed: number, count: number) {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const catalog = emptyCatalog('r');
  const entries: WaitingEntry[] = [];
  let at = JOURNAL_START;
  for (let seq = 1; seq <= count; seq += 1) {
    at += pick([0, 0, 1, 50]);
    const id = pick(['a', 'b', 'c']);
    const {
      since: _,
      sinceAtLeast: __,
      ...instance
    } = sampleInstance(id, {
      service: pick(['orders', 'users']),
      health: pick<Health>(['passing', 'critical']),
      rotation: pick<Rotation>(['in', 'in', 'out']),
      revision: String(seq),
    });
    const isGone = random() < 0.3;
    const removed = isGone ? [{ id, cause: 'deleted' as const }] : [];
    const upserted = isGone && random() < 0.7 ? [] : [instance];
    const applied = applyBatch(catalog, { removed, upserted }, isoTime(at));
    const changes = applied.changes.map((change, item) => {
      const place = { id: `e.${seq}.${item}`, at: isoTime(at), registry: 'r', afterGap: false };
      return { ...place, ...change, origin: 'elsewhere' as const };
    });
    entries.push({ registry: 'r', changes, upserted: applied.upserted, removed: applied.removed, at, isLast: true });
  }
  return { entries, catalog };
}

const write = (storage: Storage, entries: readonly WaitingEntry[]) =>
  writeBatch(storage, { entries, losses: [], observed: new Map() }, 'w');

const versionsIn = ({ db }: Storage) =>
  db.selectFrom('journal_versions').selectAll().orderBy('instance').orderBy('from_at').execute();

describe.each(testedDatabases())('the versions in $name', ({ place }) => {
  it('are the same however their entries are written together, and though some are written twice', async () => {
    for (const seed of [1, 2, 3]) {
      const { entries, catalog } = life(seed, 300);
      await using at = await place();
      await using whole = await openedStorage(at.place);
      await becomeWriter(whole, 'r', 'w');
      await write(whole, entries);
      const versions = await versionsIn(whole);
      await using other = await place();
      await using parts = await openedStorage(other.place);
      await becomeWriter(parts, 'r', 'w');
      const random = seededRandom(seed + 100);
      for (let from = 0; from < entries.length; ) {
        const to = from + 1 + Math.floor(random() * 12);
        await write(parts, entries.slice(from, to));
        // As after an answer that was lost.
        if (random() < 0.5) await write(parts, entries.slice(from, to));
        from = to;
      }
      expect(await versionsIn(parts)).toEqual(versions);
      const current = versions.filter(({ to_at }) => to_at === STILL).map(({ body }) => JSON.parse(body));
      expect(current).toEqual([...catalog.instances.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      const { bytes } = await parts.db.selectFrom('journal_registries').select('bytes').executeTakeFirstOrThrow();
      const kept = [...versions, ...(await parts.db.selectFrom('journal').select('bytes').execute())];
      expect(bytes).toBe(kept.reduce((sum, row) => sum + row.bytes, 0));
      for (const [index, version] of versions.entries()) {
        expect(version.to_at).toBeGreaterThan(version.from_at);
        const next = versions[index + 1];
        if (next?.instance === version.instance) expect(next.from_at).toBeGreaterThanOrEqual(version.to_at);
      }
    }
  });

  it('of a first list are known once all of it is written; what a kill left of one is forgotten', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await becomeWriter(storage, 'r', 'w');
    const queue = new JournalQueue(100_000);
    queue.add(sightOf(Array.from({ length: 2_500 }, (_, index) => `i${index}`)), JOURNAL_START);
    for (
      let batch = queue.next(1_000);
      batch.entries.length > 1 || !batch.entries[0]?.isLast;
      batch = queue.next(1_000)
    ) {
      await writeBatch(storage, batch, 'w');
      queue.written(batch);
      expect(await loadKnownCatalog(storage, 'r', quietLog)).toBeNull();
    }
    expect(await versionsIn(storage)).toHaveLength(2_000);
    await becomeWriter(storage, 'r', 'next');
    expect(await versionsIn(storage)).toEqual([]);
    await writeBatch(storage, { entries: queue.next(1_000).entries, losses: [], observed: new Map() }, 'next');
    expect((await loadKnownCatalog(storage, 'r', quietLog))?.instances).toHaveLength(500);
    await becomeWriter(storage, 'r', 'last');
    expect(await versionsIn(storage)).toHaveLength(500);
  });

  it.each([
    ['too old', { maxAgeMs: 30 * DAY, maxBytes: 2 ** 30 }, 40],
    ['too much', { maxAgeMs: 30 * DAY, maxBytes: 20_000 }, 1],
  ])(
    'that ended go with the changes that are %s; what is current stays, and what is gone counts as not observed',
    async (_, limits, days) => {
      await using at = await place();
      await using storage = await openedStorage(at.place);
      await becomeWriter(storage, 'r', 'w');
      const { entries, catalog } = life(7, 400);
      await write(storage, entries);
      const total = (await storage.db.selectFrom('journal').select('at').execute()).length;
      const clock = manualClock(JOURNAL_START + days * DAY);
      const stopping = new AbortController();
      const retaining = retainJournal(limits, { storage, clock, log: quietLog }, stopping.signal);
      const left = async () =>
        (await storage.db.selectFrom('journal').select('at').orderBy('at').execute()).map((row) => row.at);
      await eventually(async () => {
        await clock.advance(50);
        const gaps = await storage.db.selectFrom('journal_gaps').selectAll().execute();
        return gaps.length === 1 && (await left()).length < total && clock.sleepers() === 1;
      });
      await clock.advance(61_000);
      const changes = await left();
      const [gap] = await storage.db.selectFrom('journal_gaps').selectAll().execute();
      expect(gap).toMatchObject({ registry: 'r', from_at: 0, lost: 0 });
      expect(changes.every((change) => change >= (gap?.to_at ?? 0))).toBe(true);
      const versions = await versionsIn(storage);
      expect(versions.filter(({ to_at }) => to_at === STILL)).toHaveLength(catalog.instances.size);
      expect(versions.every(({ to_at }) => to_at > (gap?.to_at ?? 0))).toBe(true);
      const { bytes } = await storage.db.selectFrom('journal_registries').select('bytes').executeTakeFirstOrThrow();
      expect(bytes).toBeLessThanOrEqual(limits.maxBytes);
      stopping.abort();
      await retaining;
    },
  );
});
