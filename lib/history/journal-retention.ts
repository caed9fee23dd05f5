import { sql, type Transaction } from 'kysely';
import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Storage } from '../storage/storage';
import type { JournalTable, Tables } from '../storage/tables';

export interface RetentionOptions {
  readonly maxAgeMs: number;
  /** Of all rows together, with their indexes, about. The embedded file keeps its size and uses its room again. */
  readonly maxBytes: number;
}

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
}

export const DEFAULT_RETENTION: RetentionOptions = { maxAgeMs: 30 * 86_400_000, maxBytes: 2 ** 30 };

/** How often it is looked for what is too old or too much, in milliseconds. */
const EVERY_MS = 60_000;
/** How many rows go in one transaction, and how long others have the database then, in milliseconds. */
const STEP_ROWS = 500;
const PAUSE_MS = 50;

/** Takes the oldest changes out of the journal, until the signal aborts; a few at a time, so that nobody waits for it. */
export async function retainJournal(options: RetentionOptions, deps: Deps, signal: AbortSignal): Promise<void> {
  const { storage, clock, log } = deps;
  while (!signal.aborted) {
    let pauseMs = EVERY_MS;
    try {
      if (await removeStep(storage, options, clock.now())) pauseMs = PAUSE_MS;
    } catch (error) {
      log.warn({ err: error }, 'journal-retention-failed');
    }
    await clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

/** Whether anything went. @throws StorageError */
async function removeStep({ db }: Storage, { maxAgeMs, maxBytes }: RetentionOptions, now: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const earliest = now - maxAgeMs;
    await tx.deleteFrom('journal_gaps').where('to_at', '<', earliest).execute();
    if ((await removeOldest(tx, earliest)) > 0) return true;
    const { bytes } = await tx
      .selectFrom('journal_registries')
      .select((build) => build.fn.sum<number | string | null>('bytes').as('bytes'))
      .executeTakeFirstOrThrow();
    return Number(bytes ?? 0) > maxBytes && (await removeOldest(tx, now)) > 0;
  });
}

/** How many of the oldest changes before a time went. */
async function removeOldest(tx: Transaction<Tables>, before: number): Promise<number> {
  const { rows } = await sql<Pick<JournalTable, 'registry' | 'bytes'>>`
    delete from journal where (registry, epoch, seq, item) in (
      select registry, epoch, seq, item from journal where at < ${before}
      order by at, epoch, seq, item limit ${STEP_ROWS}
    ) returning registry, bytes`.execute(tx);
  const removed = Map.groupBy(rows, ({ registry }) => registry);
  // In the order in which batches are written.
  for (const registry of [...removed.keys()].sort()) {
    const bytes = removed.get(registry)?.reduce((sum, row) => sum + row.bytes, 0) ?? 0;
    await tx
      .updateTable('journal_registries')
      .set(({ eb }) => ({ bytes: eb('bytes', '-', bytes) }))
      .where('registry', '=', registry)
      .execute();
  }
  return rows.length;
}
