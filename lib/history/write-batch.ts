import type { Transaction } from 'kysely';
import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import type { Storage } from '../storage/storage';
import type { JournalTable, Tables } from '../storage/tables';
import { indexedText } from './indexed-text';
import type { JournalBatch, JournalEntry, Loss } from './journal-queue';
import { journalRow, parsePosition } from './journal-row';
import { DeposedError } from './journal-writer';
import { rowParts } from './row-parts';

/**
 * Writes a batch whole or not at all. A change that is there already is left as it is, so to write again what may have
 * been written is to write it once. @throws StorageError and DeposedError
 */
export async function writeBatch({ db }: Storage, batch: JournalBatch, writer: string): Promise<void> {
  const { entries, losses, observed } = batch;
  const byRegistry = Map.groupBy(entries, ({ registry }) => registry);
  await db.transaction().execute(async (tx) => {
    // Always in the same order: whoever waits for rows of somebody else must not be waited for.
    for (const registry of [...new Set([...byRegistry.keys(), ...observed.keys()])].sort()) {
      const own = byRegistry.get(registry) ?? [];
      const written = await writeChanges(tx, { registry, changes: own.flatMap(({ changes }) => changes) });
      await writeInstances(tx, registry, own);
      const until = Math.max(written.until, observed.get(registry) ?? 0);
      if (!(await noteWritten(tx, { registry, writer }, { bytes: written.bytes, until }))) {
        throw new DeposedError(registry);
      }
    }
    for (const loss of losses) await writeLoss(tx, loss);
  });
}

async function writeChanges(
  tx: Transaction<Tables>,
  { registry, changes }: { registry: string; changes: readonly Change[] },
): Promise<{ bytes: number; until: number }> {
  if (changes.length === 0) return { bytes: 0, until: 0 };
  // A clock that was set back must not put a change before those that are already read.
  const last = await tx
    .selectFrom('journal')
    .select(['at', 'epoch'])
    .where('registry', '=', registry)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  let until = last?.at ?? 0;
  const rows: JournalTable[] = [];
  for (const change of changes) {
    const position = parsePosition(change.id);
    // The feed gives no other.
    if (position === null) continue;
    // Within a millisecond positions of two epochs have no order.
    const earliest = last && last.epoch !== position.epoch ? last.at + 1 : 0;
    until = Math.max(Date.parse(change.at), earliest, until);
    rows.push(journalRow(change, position, until));
  }
  let bytes = 0;
  for (const part of rowParts(rows)) {
    const inserted = await tx
      .insertInto('journal')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .returning('bytes')
      .execute();
    for (const row of inserted) bytes += row.bytes;
  }
  return { bytes, until };
}

/** The last word on every instance the entries touch. */
async function writeInstances(tx: Transaction<Tables>, registry: string, entries: readonly JournalEntry[]) {
  const after = new Map<string, Instance | null>();
  for (const { removed, upserted } of entries) {
    for (const { id } of removed) after.set(id, null);
    for (const instance of upserted) after.set(instance.id, instance);
  }
  const gone = [...after].filter(([, instance]) => instance === null);
  for (const part of rowParts(gone)) {
    const ids = part.map(([id]) => indexedText(id));
    await tx.deleteFrom('journal_instances').where('registry', '=', registry).where('instance', 'in', ids).execute();
  }
  const there = [...after.values()].filter((instance) => instance !== null);
  for (const part of rowParts(there)) {
    // Made a part at a time: an entry may hold all instances of a registry.
    const rows = part.map((instance) => ({
      registry,
      instance: indexedText(instance.id),
      body: JSON.stringify(instance),
    }));
    await tx
      .insertInto('journal_instances')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['registry', 'instance']).doUpdateSet(({ ref }) => ({ body: ref('excluded.body') })),
      )
      .execute();
  }
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

async function writeLoss(tx: Transaction<Tables>, { registry, from, to, lost }: Loss): Promise<void> {
  await tx
    .insertInto('journal_gaps')
    .values({ registry, from_at: from, to_at: to, lost })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
