import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createJournalReader, type JournalReader } from '@/lib/history/journal-reader';
import { loadKnownCatalog } from '@/lib/history/known-catalog';
import type { StoragePlace } from '@/lib/storage/storage';
import { type RunningProcess, startProcess } from '../support/processes';
import { quietLog } from '../support/quiet-log';
import { openedStorage, testedDatabases } from '../support/storage-places';
import { eventually } from '../support/wait';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const RESOLUTION = fileAt('../../scripts/typescript-resolution.mjs');
const PROGRAM = fileAt('../support/programs/journal-writer.ts');

/** Starts a process that journals 200 changes a second. */
function startWriter(place: StoragePlace, epoch: string): Promise<RunningProcess> {
  return startProcess({
    file: process.execPath,
    args: ['--import', RESOLUTION, PROGRAM, JSON.stringify(place), epoch],
  });
}

/** The ids that are answered to whoever asks now, oldest first. */
async function acknowledged(reader: JournalReader): Promise<string[]> {
  const pages: string[][] = [];
  for await (const page of reader.walk({ registry: 'r' })) pages.push(page.map(({ id }) => id));
  return pages.flat().reverse();
}

/** Of an epoch's ids: its first ones without a hole, in order, none twice. */
function expectUnbroken(ids: readonly string[], epoch: string): void {
  const own = ids.filter((id) => id.startsWith(`${epoch}.`));
  expect(own).toEqual(own.map((_, index) => `${epoch}.${index + 1}.0`));
}

describe.each(testedDatabases())('a journal whose process is killed, in $name', ({ place }) => {
  it('has all that it ever answered, in order, none twice, and knows what its changes add up to', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const reader = createJournalReader(storage);
    let answered: string[] = [];
    for (const [epoch, count] of [
      ['a', 1],
      ['b', 40],
      ['c', 300],
    ] as const) {
      await using writer = await startWriter(at.place, epoch);
      answered = await eventually(
        async () => {
          if (writer.hasEnded()) throw new Error(writer.output());
          const ids = await acknowledged(reader);
          return ids.filter((id) => id.startsWith(`${epoch}.`)).length >= count && ids;
        },
        { timeoutMs: 30_000 },
      );
      await writer.kill();
      const kept = await acknowledged(reader);
      expect(kept.slice(0, answered.length)).toEqual(answered);
      for (const earlier of ['a', 'b', 'c']) expectUnbroken(kept, earlier);
      const known = await loadKnownCatalog(storage, 'r', quietLog);
      expect(`${known?.instances[0]?.revision}.0`).toBe(kept.at(-1));
    }
    expect([...new Set(answered.map((id) => id[0]))]).toEqual(['a', 'b', 'c']);
  });
});
