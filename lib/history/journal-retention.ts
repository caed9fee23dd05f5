import { sql, type Transaction } from 'kysely';
import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Storage } from '../storage/storage';
import type { Tables } from '../storage/tables';
import { writeLoss } from './write-batch';

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

/** How often it is looked for what is too old or too much, in milliseconds. */
const EVERY_MS = 60_000;
/** How many rows go in one transaction, and how long others have the database then, in milliseconds. */
const STEP_ROWS = 500;
const PAUSE_MS = 50;

/**
 * Takes the oldest changes, and what was so before them, out of the journal, until the signal aborts; a few at a time,
 * so that nobody waits for it. What is before the oldest change that is kept counts as not observed.
 */
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
    // The one from the beginning of time tells what is not kept.
    await tx.deleteFrom('journal_gaps').where('to_at', '<', earliest).where('from_at', '>', 0).execute();
    if (await removeOldest(tx, earliest)) return true;
    const registries = await tx.selectFrom('journal_registries').select(['registry', 'bytes']).execute();
    for (const { registry } of registries) if (await removeEnded(tx, registry, earliest)) return true;
    const bytes = registries.reduce((sum, row) => sum + row.bytes, 0);
    return bytes > maxBytes && (await removeOldest(tx, now));
  });
}

/** Whether there were changes before a time, of which the oldest went, and with them what ended until then. */
async function removeOldest(tx: Transaction<Tables>, before: number): Promise<boolean> {
  const { rows } = await sql<{ registry: string; at: number; bytes: number }>`
    delete from journal where (registry, epoch, seq, item) in (
      select registry, epoch, seq, item from journal where at < ${before}
      order by at, epoch, seq, item limit ${STEP_ROWS}
    ) returning registry, at, bytes`.execute(tx);
  const removed = Map.groupBy(rows, ({ registry }) => registry);
  // In the order in which batches are written.
  for (const [registry, own] of [...removed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const until = own.reduce((latest, { at }) => Math.max(latest, at), 0);
    await forgetBytes(tx, registry, own);
    await writeLoss(tx, { registry, from: 0, to: until, lost: 0 });
    // More may have ended than changes went: what is left goes with the next step, or by its age.
    await removeEnded(tx, registry, until + 1);
  }
  return rows.length > 0;
}

/** Whether there were versions that ended before a time, of which some went. */
async function removeEnded(tx: Transaction<Tables>, registry: string, before: number): Promise<boolean> {
  const { rows } = await sql<{ bytes: number }>`
    delete from journal_versions where (registry, instance, from_at) in (
      select registry, instance, from_at from journal_versions
      where registry = ${registry} and to_at < ${before} order by to_at limit ${STEP_ROWS}
    ) returning bytes`.execute(tx);
  if (rows.length > 0) await forgetBytes(tx, registry, rows);
  return rows.length > 0;
}

async function forgetBytes(tx: Transaction<Tables>, registry: string, rows: readonly { readonly bytes: number }[]) {
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  await tx
    .updateTable('journal_registries')
    .set(({ eb }) => ({ bytes: eb('bytes', '-', bytes) }))
    .where('registry', '=', registry)
    .execute();
}
