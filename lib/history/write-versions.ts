import { sql, type Transaction } from 'kysely';
import { type JournalVersionsTable, STILL, type Tables } from '../storage/tables';
import { indexedText } from './indexed-text';
import type { PlacedEntry } from './placed-entry';
import { rowParts } from './row-parts';
import { versionRow } from './version-row';
import { turnVersions, type VersionTurn } from './version-turns';

type Current = Pick<JournalVersionsTable, 'instance' | 'from_at' | 'bytes'>;

/** Brings the versions of all instances of the entries up to them; returns how many bytes more they take. */
export async function writeVersions(
  tx: Transaction<Tables>,
  registry: string,
  entries: readonly PlacedEntry[],
): Promise<number> {
  const turns = turnsOf(entries);
  const current = await currentVersions(tx, registry, [...turns.keys()]);
  const put: JournalVersionsTable[] = [];
  const ended: { instance: string; at: number }[] = [];
  const dropped: string[] = [];
  let bytes = 0;
  for (const [instance, own] of turns) {
    const before = current.get(instance);
    const edits = turnVersions(before?.from_at ?? null, own);
    for (const version of edits.put) {
      const row = versionRow(version.instance, { from_at: version.from, to_at: version.to ?? STILL });
      bytes += row.bytes - (row.from_at === before?.from_at ? before.bytes : 0);
      put.push(row);
    }
    if (edits.endAt !== null) ended.push({ instance, at: edits.endAt });
    if (!edits.drop) continue;
    dropped.push(instance);
    bytes -= before?.bytes ?? 0;
  }
  // First what is no longer current: of those there is one an instance.
  for (const part of rowParts(ended)) await endVersions(tx, registry, part);
  for (const part of rowParts(dropped)) {
    await tx
      .deleteFrom('journal_versions')
      .where('registry', '=', registry)
      .where('instance', 'in', part)
      .where('to_at', '=', STILL)
      .execute();
  }
  for (const part of rowParts(put)) await putVersions(tx, part);
  return bytes;
}

/** What became of every instance the entries touch, by its name in the table. */
function turnsOf(entries: readonly PlacedEntry[]): Map<string, VersionTurn[]> {
  const turns = new Map<string, VersionTurn[]>();
  const note = (id: string, turn: VersionTurn) => {
    const instance = indexedText(id);
    const known = turns.get(instance);
    if (known) known.push(turn);
    else turns.set(instance, [turn]);
  };
  for (const { at, changes, upserted, removed } of entries) {
    const changed = new Map(changes.map(({ change, at: changedAt }) => [change.instance, changedAt]));
    const there = new Set(upserted.map(({ id }) => id));
    for (const { id } of removed) {
      if (!there.has(id)) note(id, { at: changed.get(id) ?? at, instance: null, isChange: true });
    }
    for (const instance of upserted) {
      note(instance.id, { at: changed.get(instance.id) ?? at, instance, isChange: changed.has(instance.id) });
    }
  }
  return turns;
}

async function currentVersions(tx: Transaction<Tables>, registry: string, instances: readonly string[]) {
  const found = new Map<string, Current>();
  for (const part of rowParts(instances)) {
    const rows = await tx
      .selectFrom('journal_versions')
      .select(['instance', 'from_at', 'bytes'])
      .where('registry', '=', registry)
      .where('instance', 'in', part)
      .where('to_at', '=', STILL)
      .execute();
    for (const row of rows) found.set(row.instance, row);
  }
  return found;
}

async function endVersions(
  tx: Transaction<Tables>,
  registry: string,
  ended: readonly { readonly instance: string; readonly at: number }[],
): Promise<void> {
  // The names of columns that both databases give to rows of values.
  const rows = ended.map(({ instance, at }) => sql`(cast(${instance} as text), cast(${at} as bigint))`);
  await sql`update journal_versions set to_at = ended.column2 from (values ${sql.join(rows)}) as ended
    where journal_versions.registry = ${registry} and journal_versions.instance = ended.column1
      and journal_versions.to_at = ${STILL}`.execute(tx);
}

async function putVersions(tx: Transaction<Tables>, rows: readonly JournalVersionsTable[]): Promise<void> {
  await tx
    .insertInto('journal_versions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['registry', 'instance', 'from_at']).doUpdateSet(({ ref }) => ({
        service: ref('excluded.service'),
        to_at: ref('excluded.to_at'),
        health: ref('excluded.health'),
        rotation: ref('excluded.rotation'),
        bytes: ref('excluded.bytes'),
        body: ref('excluded.body'),
      })),
    )
    .execute();
}
