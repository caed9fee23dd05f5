import { describe, expect, it } from 'vitest';
import { type RegistryNow, readGaps } from '@/lib/history/past-gaps';
import type { Storage } from '@/lib/storage/storage';
import { observed } from '../support/observed';
import { ms, ScriptedJournal, time } from '../support/scripted-journal';
import { openedStorage, testedDatabases } from '../support/storage-places';

const RANGE = { fromMs: ms(10), toMs: ms(20) };

/** Live from 0 on, observed until 90, and so long ago that nothing of its link is kept. */
async function longLive(storage: Storage): Promise<void> {
  const journal = new ScriptedJournal(storage);
  await journal.list(0, [observed({ id: 'a' })]);
  await journal.observe(90);
  await storage.db.deleteFrom('journal').execute();
}

function staleSince(seconds: number): RegistryNow {
  const link = { state: 'stale', since: time(seconds), cause: 'unreachable', detail: '' } as const;
  return { registry: 'r', link, nowMs: ms(100) };
}

describe.each(testedDatabases())('what nobody observed, out of $name,', ({ place }) => {
  it('is not what was before a loss of the link, although no earlier word of the link is kept', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    await longLive(storage);
    expect(await readGaps(storage, staleSince(90), RANGE)).toEqual([]);
    expect(await readGaps(storage, staleSince(5), RANGE)).toEqual([RANGE]);
  });

  it('is everything of a registry nobody knows', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    expect(await readGaps(storage, staleSince(90), RANGE)).toEqual([RANGE]);
  });
});
