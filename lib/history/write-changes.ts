import type { Transaction } from 'kysely';
import type { Instance } from '../domain/instance';
import type { JournalTable, Tables } from '../storage/tables';
import { journalRow, type Position } from './journal-row';
import type { PlacedEntry } from './placed-entry';
import { rowParts } from './row-parts';

export interface WrittenChanges {
  readonly bytes: number;
  /**
   * What has not been written before. Entries are written in their order and whole or not at all: with one that is
   * there, all before it are.
   */
  readonly unwritten: readonly PlacedEntry[];
}

/** Adds the changes of entries to the journal; those that are there stay as they are. */
export async function writeChanges(tx: Transaction<Tables>, entries: readonly PlacedEntry[]): Promise<WrittenChanges> {
  const rows: JournalTable[] = [];
  for (const { changes, upserted } of entries) {
    if (changes.length === 0) continue;
    const after = new Map<string | null, Instance>(upserted.map((instance) => [instance.id, instance]));
    for (const { change, position, at } of changes) {
      rows.push(journalRow(change, { position, at, after: after.get(change.instance) }));
    }
  }
  let bytes = 0;
  const written = new Set<string>();
  for (const part of rowParts(rows)) {
    const inserted = await tx
      .insertInto('journal')
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['epoch', 'seq', 'item', 'bytes'])
      .execute();
    for (const row of inserted) {
      bytes += row.bytes;
      written.add(keyOf(row));
    }
  }
  const known = entries.findLastIndex(({ changes }) => changes.some(({ position }) => !written.has(keyOf(position))));
  return { bytes, unwritten: entries.slice(known + 1) };
}

function keyOf({ epoch, seq, item }: Position): string {
  return `${epoch}.${seq}.${item}`;
}
