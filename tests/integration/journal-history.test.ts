import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/change';
import { isoTime } from '@/lib/domain/clock';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import type { Registry } from '@/lib/registry/port';
import type { Storage } from '@/lib/storage/storage';
import { sampleInstance } from '../support/catalog-samples';
import { rememberingFeed } from '../support/histories';
import { keptGaps } from '../support/journals';
import { manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';
import { scriptedRegistry } from '../support/scripted-registry';
import { stalled } from '../support/stalled-database';
import { folderPlace, openedStorage, testedDatabases } from '../support/storage-places';

/** As an adapter says it: without a since. */
function observed(id: string, changed: Parameters<typeof sampleInstance>[1] = {}) {
  const { since: _, sinceAtLeast: __, ...instance } = sampleInstance(id, changed);
  return instance;
}

/** One that cannot be reached: it is never listed. */
function unreachable(registry: Registry): Registry {
  return {
    ...registry,
    async *watch(signal) {
      yield { kind: 'link', link: { state: 'stale', cause: 'unreachable', detail: 'away' } };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    },
  };
}

const told = ({ kind, instance, afterGap }: Change) => [kind, instance, afterGap];

async function knownIn(storage: Storage) {
  const known = await loadKnownCatalog(storage, 'r', quietLog);
  return known?.instances.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

describe.each(testedDatabases())('what is remembered in $name', ({ place }) => {
  it('is what a restart goes on from: what changed meanwhile is told after a gap, what did not is since as before', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const clock = manualClock();
    const begun = clock.now();
    const settings = { storage, clock, place: at.place };
    const first = scriptedRegistry('r', [observed('a'), observed('b'), observed('c')]);
    await using before = await rememberingFeed({ ...settings, epoch: 'one', registries: [first] });
    expect(before.known).toEqual([]);
    await before.untilWritten();
    first.put(observed('a', { metadata: { zone: 'x' } }));
    await before.until(() => before.feed.upstream('r')?.catalog.instances.get('a')?.metadata.zone === 'x');
    await before.untilWritten();
    await clock.advance(60_000);
    const seen = [...before.feed.instances()];
    const stopping = clock.now();
    await before.stop();
    const stopped = clock.now();
    clock.jump(3_600_000);
    const restarted = clock.now();

    const second = scriptedRegistry('r', [observed('a', { health: 'critical' }), observed('b'), observed('d')]);
    await using after = await rememberingFeed({ ...settings, epoch: 'two', registries: [second] });
    expect(after.known.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(seen);
    await after.untilWritten();
    const { items = [] } = (await after.history.journal.read({ limit: 100 })) ?? {};
    const ofSecond = items.filter(({ id }) => id.startsWith('two.'));
    expect(ofSecond).toEqual([...after.feed.changes()]);
    expect(ofSecond.filter(({ kind }) => kind !== 'link-changed').map(told)).toEqual([
      ['registered', 'd', true],
      ['updated', 'a', true],
      ['health-changed', 'a', true],
      ['deregistered', 'c', true],
    ]);
    const { instances } = after.feed.upstream('r')?.catalog ?? { instances: new Map() };
    expect(instances.get('b')).toEqual(seen.find(({ id }) => id === 'b'));
    expect(instances.get('a')).toMatchObject({ sinceAtLeast: true });
    expect(await knownIn(storage)).toEqual([...instances.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const gaps = await keptGaps(storage);
    expect(gaps[0]).toMatchObject({ from: isoTime(0), lost: 0 });
    expect(Date.parse(gaps[0]?.to ?? '')).toBeGreaterThanOrEqual(begun);
    expect(gaps).toHaveLength(2);
    const [from, to] = [Date.parse(gaps[1]?.from ?? ''), Date.parse(gaps[1]?.to ?? '')];
    expect([from >= stopping, from <= stopped, to >= restarted]).toEqual([true, true, true]);
    // Seen at the end of it.
    expect(ofSecond.filter(({ afterGap }) => afterGap).map((change) => Date.parse(change.at))).toEqual([
      to,
      to,
      to,
      to,
    ]);
  });

  it('is shown while the registry cannot be reached after a restart, with the link as it is', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const settings = { storage, place: at.place, clock: manualClock() };
    const registry = scriptedRegistry('r', [observed('a'), observed('b')]);
    await using before = await rememberingFeed({ ...settings, epoch: 'one', registries: [registry] });
    await before.untilWritten();
    await before.stop();
    {
      await using away = await rememberingFeed({ ...settings, epoch: 'two', registries: [unreachable(registry)] });
      const upstream = away.feed.upstream('r');
      await away.until(() => upstream?.isSettled);
      await settings.clock.advance(60_000);
      expect([...away.feed.instances()].map(({ id }) => id)).toEqual(['a', 'b']);
      expect(upstream?.link.state).toBe('stale');
    }
    registry.remove('b');
    await using after = await rememberingFeed({ ...settings, epoch: 'three', registries: [registry] });
    await after.untilWritten();
    const { items = [] } = (await after.history.journal.read({ limit: 100 })) ?? {};
    expect(items.map((change) => [...told(change), change.from, change.to])).toEqual([
      ['link-changed', null, false, 'connecting', 'live'],
      ['deregistered', 'b', true, 'passing', undefined],
      ['link-changed', null, false, 'connecting', 'stale'],
      ['link-changed', null, false, 'connecting', 'live'],
    ]);
  });

  it('is gone on from although some of it cannot be read: that is found anew', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const settings = { storage, place: at.place, clock: manualClock() };
    const registry = scriptedRegistry('r', [observed('a'), observed('b'), observed('c')]);
    await using before = await rememberingFeed({ ...settings, epoch: 'one', registries: [registry] });
    await before.untilWritten();
    await before.stop();
    await sql`update journal_versions set body = '{"id":"a"' where instance = 'a'`.execute(storage.db);
    await sql`update journal_versions set body = 'null' where instance = 'b'`.execute(storage.db);
    const lines: object[] = [];
    const log = { ...quietLog, warn: (fields: object) => void lines.push(fields) };
    await using after = await rememberingFeed({ ...settings, epoch: 'two', registries: [registry], log });
    expect(after.known.map(({ id }) => id)).toEqual(['c']);
    expect(lines).toEqual(expect.arrayContaining([expect.objectContaining({ registry: 'r', instance: 'a' })]));
    await after.untilWritten();
    expect((await knownIn(storage))?.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('lacks what the database could not take in time, says so, and knows the catalog again once there is room', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const registry = scriptedRegistry('r', [observed('a'), observed('gone')]);
    const settings = { storage, place: at.place, epoch: 'one', registries: [registry] };
    await using running = await rememberingFeed({ ...settings, capacity: 20 });
    await running.untilWritten();
    const release = await stalled(at.place);
    for (let index = 0; index < 100; index += 1) registry.put(observed(`i${index}`));
    registry.put(observed('a', { health: 'critical' }));
    registry.remove('gone');
    const live = running.feed.upstream('r')?.catalog.instances;
    await running.until(() => live?.size === 101);
    expect(live?.get('a')?.health).toBe('critical');
    expect(running.history.states()[0]).toMatchObject({ isWriter: true, isInStep: false });
    await release();
    await running.untilWritten();
    expect(await knownIn(storage)).toEqual([...(live?.values() ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const lost = running.history.total().lost;
    expect(lost).toBeGreaterThan(50);
    const { items = [] } = (await running.history.journal.read({ limit: 500 })) ?? {};
    const late = items.filter(({ afterGap }) => afterGap);
    expect(late).toHaveLength(lost);
    expect(late.map(told)).toEqual(
      expect.arrayContaining([
        ['health-changed', 'a', true],
        ['deregistered', 'gone', true],
      ]),
    );
    const [, gap] = await keptGaps(storage);
    expect(gap?.lost).toBe(lost);
    expect(late.every((change) => change.at >= (gap?.to ?? 'z'))).toBe(true);
    registry.put(observed('a'));
    await running.until(async () => (await knownIn(storage))?.find(({ id }) => id === 'a')?.health === 'passing');
  });

  it('has every version of an instance, from one change to the next, and what it is after every change', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const registry = scriptedRegistry('r', [observed('a')]);
    await using running = await rememberingFeed({ storage, place: at.place, epoch: 'one', registries: [registry] });
    await running.untilWritten();
    registry.put(observed('a', { health: 'critical' }));
    await running.until(() => running.feed.upstream('r')?.catalog.instances.get('a')?.health === 'critical');
    await running.untilWritten();
    registry.put(observed('a', { health: 'critical', rotation: 'out' }));
    await running.untilWritten();
    registry.remove('a');
    await running.until(() => running.feed.upstream('r')?.catalog.instances.size === 0);
    await running.untilWritten();
    const versions = await storage.db.selectFrom('journal_versions').selectAll().orderBy('from_at').execute();
    const changes = await storage.db
      .selectFrom('journal')
      .selectAll()
      .where('kind', '<>', 'link-changed')
      .orderBy('at')
      .execute();
    expect(changes.map(({ kind, health, rotation }) => [kind, health, rotation])).toEqual([
      ['health-changed', 'critical', 'in'],
      ['rotation-changed', 'critical', 'out'],
      ['deregistered', null, null],
    ]);
    expect(versions.map(({ health, rotation }) => [health, rotation])).toEqual([
      ['passing', 'in'],
      ['critical', 'in'],
      ['critical', 'out'],
    ]);
    expect(versions.map(({ to_at }) => to_at)).toEqual(changes.map((change) => change.at));
    expect(versions.slice(1).map(({ from_at }) => from_at)).toEqual(changes.slice(0, -1).map((change) => change.at));
  });
});

describe('what is remembered on a full disk', () => {
  it('ends where the disk was full, which stops nothing that is live, and goes on after a gap', async () => {
    await using at = await folderPlace();
    await using storage = await openedStorage(at.place);
    const registry = scriptedRegistry('r', [observed('a')]);
    const events: string[] = [];
    const log = { ...quietLog, error: (_fields: object, event: string) => void events.push(event) };
    const settings = { storage, epoch: 'one', registries: [registry], capacity: 20, log };
    await using running = await rememberingFeed(settings);
    await running.untilWritten();
    await sql`pragma max_page_count = 1`.execute(storage.db);
    const live = running.feed.upstream('r')?.catalog.instances;
    const output = 'x'.repeat(5_000);
    for (let round = 1; round <= 50; round += 1) {
      registry.put(observed(`i${round}`, { metadata: { output } }));
      await running.until(() => live?.size === round + 1);
    }
    // The database answers in its own time, which the clock of the test does not know.
    await running.until(() => running.history.states().every(({ isInStep, failure }) => !isInStep && failure));
    expect(running.history.states()).toMatchObject([{ failure: { detail: expect.stringMatching(/full/) } }]);
    expect(events).toEqual(expect.arrayContaining(['journal-fails', 'journal-overflows']));
    await sql`pragma max_page_count = 100000`.execute(storage.db);
    await running.untilWritten();
    expect(await knownIn(storage)).toEqual([...(live?.values() ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    expect(running.history.total()).toMatchObject({ waiting: 0, failure: null, lost: expect.any(Number) });
    const [, gap] = await keptGaps(storage);
    expect(gap?.lost).toBe(running.history.total().lost);
    expect(events).toContain('journal-gap');
  });
});
