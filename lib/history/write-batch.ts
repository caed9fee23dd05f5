import { sql, type Transaction } from 'kysely';
import type { Storage } from '../storage/storage';
import type { Tables } from '../storage/tables';
import type { JournalBatch, Loss } from './journal-queue';
import { DeposedError } from './journal-writer';
import { placeEntries } from './placed-entry';
import { writeChanges } from './write-changes';
import { writeVersions } from './write-versions';

/**
 * Writes a batch whole or not at all. A change that is there already is left as it is, so to write again what may have
 * been written is to write it once. @throws StorageError and DeposedError
 */
export async function writeBatch({ db }: Storage, batch: JournalBatch, writer: string): Promise<void> {
  const { entries, losses, observed } = batch;
  const byRegistry = Map.groupBy(entries, ({ registry }) => registry);
  const concerned = new Set([...byRegistry.keys(), ...observed.keys(), ...losses.map(({ registry }) => registry)]);
  await db.transaction().execute(async (tx) => {
    // Always in the same order: whoever waits for rows of somebody else must not be waited for.
    for (const registry of [...concerned].sort()) {
      const placed = placeEntries(byRegistry.get(registry) ?? [], await lastWritten(tx, registry));
      const written = await writeChanges(tx, placed);
      const bytes = written.bytes + (await writeVersions(tx, registry, written.unwritten));
      const until = Math.max(observed.get(registry) ?? 0, ...placed.map(({ observedUntil }) => observedUntil));
      if (!(await noteWritten(tx, { registry, writer }, { bytes, until }))) throw new DeposedError(registry);
    }
    for (const loss of losses) await writeLoss(tx, loss);
  });
}

/** The place after which a registry goes on. */
async function lastWritten(tx: Transaction<Tables>, registry: string) {
  const change = await tx
    .selectFrom('journal')
    .select(['at', 'epoch'])
    .where('registry', '=', registry)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const known = await tx
    .selectFrom('journal_registries')
    .select('observed_until')
    .where('registry', '=', registry)
    .executeTakeFirst();
  return { change: change ?? null, observedUntil: known?.observed_until ?? 0 };
}

/** Whether it is still the writer who writes. */
async function noteWritten(
  tx: Transaction<Tables>,
  { registry, writer }: { registry: string; writer: string },
  { bytes, until }: { bytes: number; until: number },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('journal_registries')
    .set(({ eb, ref, case: when }) => ({
      bytes: eb('bytes', '+', bytes),
      observed_until: when().when('observed_until', '<', until).then(until).else(ref('observed_until')).end(),
    }))
    .where('registry', '=', registry)
    .where('writer', '=', writer)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** One that begins when another did is the same, which went on. */
export async function writeLoss(tx: Transaction<Tables>, { registry, from, to, lost }: Loss): Promise<void> {
  const larger = (column: 'to_at' | 'lost') => {
    const [known, told] = [sql.ref(`journal_gaps.${column}`), sql.ref(`excluded.${column}`)];
    return sql<number>`case when ${told} > ${known} then ${told} else ${known} end`;
  };
  await tx
    .insertInto('journal_gaps')
    .values({ registry, from_at: from, to_at: to, lost })
    .onConflict((conflict) =>
      conflict.columns(['registry', 'from_at']).doUpdateSet({ to_at: larger('to_at'), lost: larger('lost') }),
    )
    .execute();
}
