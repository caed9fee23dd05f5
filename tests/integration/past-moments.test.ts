import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '@/lib/domain/catalog';
import { readDeparted } from '@/lib/history/past-departed';
import { anyObserved, observed } from '../support/observed';
import { ms, ScriptedJournal, time } from '../support/scripted-journal';
import { folderPlace, openedStorage, testedDatabases } from '../support/storage-places';

/** What a change tells of; the rest of an instance is the last that was seen of it. */
function seen(catalog: Catalog): unknown {
  return [...catalog.instances.values()]
    .map(({ id, service, health, rotation, version, tags, metadata }) => {
      return { id, service, health, rotation, version, tags, metadata };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe.each(testedDatabases())('a moment of the past out of $name', ({ place }) => {
  it('is the catalog as it was, and says how well that is known', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    await journal.list(0, [observed({ id: 'a' }), observed({ id: 'b' })]);
    const first = journal.copy();
    await journal.batch(10, {
      removed: [{ id: 'b', cause: 'deleted' }],
      upserted: [observed({ id: 'c', service: 'shop' })],
    });
    const second = journal.copy();
    await journal.link(20, 'live', 'stale');
    await journal.link(30, 'stale', 'live');
    await journal.observe(40);
    const past = journal.past(100);
    const at10 = await past.catalogAt('r', ms(10) - 1);
    expect(at10.catalog).toEqual(first);
    expect(at10.moment).toEqual({ registry: 'r', observed: true, asOf: '2026-03-01T10:00:09.999Z' });
    expect((await past.catalogAt('r', ms(10))).catalog).toEqual(second);
    const lost = await past.catalogAt('r', ms(25));
    expect(lost.catalog).toEqual(second);
    expect(lost.moment).toEqual({ registry: 'r', observed: false, asOf: time(20) });
    expect((await past.catalogAt('r', ms(30))).moment).toEqual({ registry: 'r', observed: true, asOf: time(30) });
    expect((await past.catalogAt('r', ms(90))).moment).toEqual({ registry: 'r', observed: false, asOf: time(40) });
  });

  it('before anything is known is empty, and not observed', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    expect(await journal.past(10).catalogAt('r', ms(5))).toMatchObject({ moment: { observed: false, asOf: null } });
    await journal.list(0, [observed({ id: 'a' })]);
    const { catalog, moment } = await journal.past(10).catalogAt('r', ms(-5));
    expect(catalog.instances.size).toBe(0);
    expect(moment).toEqual({ registry: 'r', observed: false, asOf: null });
  });

  it('is read once while it is held, and again when it is too young to be settled', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    await journal.list(0, [observed({ id: 'a' })]);
    await journal.observe(60);
    const past = journal.past(60);
    const held = past.catalogAt('r', ms(40));
    await held;
    expect(past.catalogAt('r', ms(40))).toBe(held);
    expect(past.catalogAt('r', ms(59))).not.toBe(past.catalogAt('r', ms(59)));
    const first = past.catalogAt('r', ms(1));
    for (let second = 2; second < 10; second += 1) await past.catalogAt('r', ms(second));
    await past.catalogAt('r', ms(10));
    expect(past.catalogAt('r', ms(1))).not.toBe(first);
  });

  it('is read again when it was not observed as far as was committed then', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    await journal.list(0, [observed({ id: 'a' })]);
    const past = journal.past(60);
    expect((await past.catalogAt('r', ms(30))).moment.observed).toBe(false);
    await journal.batch(20, { upserted: [observed({ id: 'b' })] });
    await journal.observe(60);
    const { catalog, moment } = await past.catalogAt('r', ms(30));
    expect([catalog.instances.size, moment.observed]).toEqual([2, true]);
  });

  it('holds thousands of instances', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    await journal.list(
      0,
      Array.from({ length: 2_500 }, (_, index) => observed({ id: `i${index}` })),
    );
    expect((await journal.past(60).catalogAt('r', ms(1))).catalog.instances.size).toBe(2_500);
  });
});

describe.each(testedDatabases())('who left, out of $name,', ({ place }) => {
  it('is told newest first as last seen, with what is known of why', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const journal = new ScriptedJournal(storage);
    const ids = ['long-ago', 'expired', 'drained', 'back', 'moved', 'stays'];
    await journal.list(
      0,
      ids.map((id) => observed({ id })),
    );
    await journal.batch(10, { removed: [{ id: 'long-ago', cause: 'deleted' }] });
    await journal.batch(20, { removed: [{ id: 'expired', cause: 'lease-expired' }], afterGap: true });
    await journal.batch(25, { upserted: [observed({ id: 'drained', rotation: 'out' })] });
    await journal.batch(
      30,
      { removed: [{ id: 'drained', cause: 'deleted' }] },
      { origin: 'rollcall', action: 'act-1' },
    );
    await journal.batch(40, { removed: [{ id: 'back', cause: 'unknown' }] });
    await journal.batch(50, { upserted: [observed({ id: 'back' }), observed({ id: 'moved', service: 'shop' })] });
    const departed = await readDeparted(storage, { registry: 'r', service: 'web' }, ms(15));
    expect(departed.map(({ instance: { id, rotation }, ...rest }) => ({ id, rotation, ...rest }))).toEqual([
      {
        id: 'drained',
        rotation: 'out',
        leftAt: time(30),
        cause: 'deleted',
        afterGap: false,
        origin: 'rollcall',
        action: 'act-1',
      },
      { id: 'expired', rotation: 'in', leftAt: time(20), cause: 'lease-expired', afterGap: true, origin: 'elsewhere' },
    ]);
    await journal.batch(60, { removed: [{ id: 'moved', cause: 'deleted' }] });
    const fromShop = await readDeparted(storage, { registry: 'r', service: 'shop' }, ms(15));
    expect(fromShop.map(({ instance }) => instance.id)).toEqual(['moved']);
  });
});

const anyStep = fc.record({
  wait: fc.nat(5),
  removed: fc.array(
    fc.constantFrom('a', 'b', 'c', 'd').map((id) => ({ id, cause: 'deleted' as const })),
    { maxLength: 2 },
  ),
  upserted: fc.uniqueArray(anyObserved, { maxLength: 3, selector: ({ id }) => id }),
});

it('every moment of the past is as it was seen live', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 8 }), async (steps) => {
      await using at = await folderPlace();
      await using storage = await openedStorage(at.place);
      const journal = new ScriptedJournal(storage);
      await journal.list(0, [observed({ id: 'a' }), observed({ id: 'z' })]);
      const live = new Map([[0, seen(journal.catalog)]]);
      let now = 0;
      for (const { wait, ...batch } of steps) {
        now += wait;
        await journal.batch(now, batch);
        live.set(now, seen(journal.catalog));
      }
      const past = journal.past(now + 100);
      for (const [second, expected] of live) {
        for (const later of [0, 0.999]) {
          expect(seen((await past.catalogAt('r', ms(second + later))).catalog)).toEqual(expected);
        }
      }
    }),
    { numRuns: 12 },
  );
});
