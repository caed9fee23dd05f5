import { describe, expect, it } from 'vitest';
import { readChange } from '@/lib/history/past-change';
import { readCounts } from '@/lib/history/past-counts';
import { readNoisiest } from '@/lib/history/past-noisiest';
import type { Storage } from '@/lib/storage/storage';
import { observed } from '../support/observed';
import { ms, ScriptedJournal, time } from '../support/scripted-journal';
import { openedStorage, testedDatabases } from '../support/storage-places';

const NEVER = new AbortController().signal;
const RANGE = { fromMs: ms(0), toMs: ms(100) };

async function script(storage: Storage): Promise<void> {
  const journal = new ScriptedJournal(storage);
  await journal.list(0, [observed({ id: 'a' }), observed({ id: 'b' }), observed({ id: 'lone', service: 'shop' })]);
  for (const [second, health] of [
    [10, 'critical'],
    [20, 'passing'],
    [30, 'critical'],
  ] as const) {
    await journal.batch(second, { upserted: [observed({ id: 'a', health })] });
  }
  await journal.batch(60, { upserted: [observed({ id: 'b', health: 'warning' })] });
  const hostile = { address: '"cause":"deleted"', output: '"cause":"deleted"' };
  await journal.batch(70, { removed: [{ id: 'b', cause: 'lease-expired' }] }, hostile);
  await journal.batch(80, { removed: [{ id: 'lone', cause: 'unknown' }] });
  await journal.batch(90, { upserted: [observed({ id: 'new', health: 'critical' })] });
}

describe.each(testedDatabases())('out of $name', ({ place }) => {
  it('changes are counted by part of the range, kind, cause and service', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await script(storage);
    expect(await readCounts(storage, { filter: {}, edges: [0, 50, 100].map(ms) }, NEVER)).toEqual({
      total: 8,
      parts: [
        // With the link becoming live.
        { total: 4, critical: 2 },
        { total: 4, critical: 3 },
      ],
      kinds: { 'link-changed': 1, 'health-changed': 4, deregistered: 2, registered: 1 },
      causes: { 'lease-expired': 1, unknown: 1 },
      services: [
        { registry: 'r', service: 'web', changes: 6 },
        { registry: 'r', service: 'shop', changes: 1 },
      ],
    });
  });

  it('changes are counted under a filter', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await script(storage);
    const edges = [10, 20, 30].map(ms);
    const counts = await readCounts(storage, { filter: { kind: 'health-changed', registry: 'r' }, edges }, NEVER);
    expect(counts).toMatchObject({ total: 2, parts: [{ total: 1 }, { total: 1 }], causes: {} });
    const shop = await readCounts(storage, { filter: { service: 'shop' }, edges: [0, 100].map(ms) }, NEVER);
    expect(shop).toMatchObject({ total: 1, kinds: { deregistered: 1 }, causes: { unknown: 1 } });
  });

  it('changes are counted no further than somebody waits for it', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await expect(
      readCounts(storage, { filter: {}, edges: [0, 100].map(ms) }, AbortSignal.abort()),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('the noisiest instances come first', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await script(storage);
    const names = { registry: 'r', service: 'web', address: '10.0.0.1:8080' };
    expect(await readNoisiest(storage, { range: RANGE, limit: 10 })).toEqual([
      { ...names, instance: 'a', healthChanges: 3 },
      { ...names, instance: 'b', healthChanges: 1 },
    ]);
    expect(await readNoisiest(storage, { registry: 'r', range: RANGE, limit: 1 })).toHaveLength(1);
    expect(await readNoisiest(storage, { registry: 'other', range: RANGE, limit: 1 })).toEqual([]);
  });

  it('a change is found by its id', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await script(storage);
    expect(await readChange(storage, { epoch: 'e', seq: 3, item: 0 })).toMatchObject({
      id: 'e.3.0',
      at: time(10),
      kind: 'health-changed',
      instance: 'a',
    });
    expect(await readChange(storage, { epoch: 'e', seq: 3, item: 1 })).toBeNull();
  });
});
