import { isoTime } from '@/lib/domain/clock';
import { Journal } from '@/lib/history/journal';
import type { JournalReader } from '@/lib/history/journal-reader';
import { becomeWriter } from '@/lib/history/journal-writer';
import { writeBatch } from '@/lib/history/write-batch';
import type { Storage } from '@/lib/storage/storage';
import { type entryOf, JOURNAL_START } from './journal-entries';
import { manualClock } from './manual-clock';
import { quietLog } from './quiet-log';

/** A journal of the registries `r` and `s` that runs on a clock of its own until the scope ends. */
export async function runningJournal(
  storage: Storage,
  { capacity, log = quietLog }: { capacity?: number; log?: typeof quietLog } = {},
) {
  for (const registry of ['r', 's']) await becomeWriter(storage, registry, 'w');
  const clock = manualClock(JOURNAL_START);
  const journal = new Journal({ storage, writer: 'w', clock, random: () => 0, log, ...(capacity && { capacity }) });
  const stopping = new AbortController();
  const running = journal.run(stopping.signal);
  // A test that means it to fail looks at it itself.
  running.catch(() => undefined);
  const stop = () => {
    stopping.abort();
    return running;
  };
  return { journal, clock, running, stop, [Symbol.asyncDispose]: stop };
}

/** The ids of what is found, newest first. */
export async function idsOf(reader: JournalReader, query: object = {}): Promise<string[] | undefined> {
  return (await reader.read({ limit: 1_000, ...query }))?.items.map(({ id }) => id);
}

/** The stretches of which changes were lost, or in which nobody looked, oldest first. */
export async function keptGaps(storage: Storage) {
  const rows = await storage.db.selectFrom('journal_gaps').selectAll().orderBy('from_at').execute();
  return rows.map(({ from_at, to_at, ...gap }) => ({ ...gap, from: isoTime(from_at), to: isoTime(to_at) }));
}

/** Writes changes at once, as a batch of their own. */
export async function writeAtOnce(storage: Storage, ...entries: ReturnType<typeof entryOf>[]) {
  for (const { registry } of entries) await becomeWriter(storage, registry, 'w');
  const waiting = entries.map((entry) => ({ ...entry, at: JOURNAL_START, isLast: true }));
  await writeBatch(storage, { entries: waiting, losses: [], observed: new Map() }, 'w');
}
