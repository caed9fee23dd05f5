import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeptStays } from '@/lib/history/past-kept-stays';
import { anyObserved, observed } from '../support/observed';
import { ms, ScriptedJournal } from '../support/scripted-journal';
import { folderPlace, openedStorage } from '../support/storage-places';

const anyStep = fc.record({
  wait: fc.nat(3),
  removed: fc.array(
    fc.constantFrom('a', 'b', 'c').map((id) => ({ id, cause: 'deleted' as const })),
    { maxLength: 1 },
  ),
  upserted: fc.uniqueArray(anyObserved, { maxLength: 3, selector: ({ id }) => id }),
  asked: fc.tuple(fc.integer({ min: -5, max: 10 }), fc.integer({ min: 1, max: 20 })),
});

it('what is held and what is read anew make what the database alone tells, while it grows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 3, 1_000),
      async (steps, capacity) => {
        await using at = await folderPlace();
        await using storage = await openedStorage(at.place);
        const journal = new ScriptedJournal(storage);
        await journal.list(0, [observed({ id: 'a' }), observed({ id: 'b', service: 'shop' })]);
        const kept = new KeptStays(storage, capacity);
        let now = 0;
        for (const { wait, asked, ...batch } of steps) {
          now += wait;
          await journal.batch(now, batch);
          const range = { fromMs: ms(asked[0]), toMs: ms(asked[0] + asked[1]) };
          for (const one of [{ service: 'web' }, { service: 'shop' }, { instance: 'a' }]) {
            const of = { registry: 'r', ...one };
            const alone = await new KeptStays(storage, 0).read(of, range);
            expect(touching(await kept.read(of, range), range)).toEqual(touching(alone, range));
          }
        }
      },
    ),
    { numRuns: 10 },
  );
});

/** Held may be more than was asked for. */
function touching(all: ReadonlyMap<string, readonly number[]>, { fromMs, toMs }: { fromMs: number; toMs: number }) {
  return new Map(
    [...all]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, stays]) => {
        const triples = Array.from({ length: stays.length / 3 }, (_, index) => stays.slice(3 * index, 3 * index + 3));
        return [id, triples.filter(([from = 0, to = 0]) => to > fromMs && from < toMs)];
      }),
  );
}
