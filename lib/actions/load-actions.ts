import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import { storedAction } from './action-rows';
import type { StoredAction } from './stored-action';

/** How many ids are asked for at a time: databases limit the values of a statement. */
const AT_ONCE = 200;

/** The actions of these ids with their steps, newest first. */
export async function loadActions(db: Kysely<Tables>, ids: readonly string[]): Promise<readonly StoredAction[]> {
  const loaded: StoredAction[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) loaded.push(...(await loadSome(db, ids.slice(at, at + AT_ONCE))));
  return loaded.sort((a, b) => compare(b.at, a.at) || compare(b.id, a.id));
}

async function loadSome(db: Kysely<Tables>, ids: readonly string[]): Promise<readonly StoredAction[]> {
  const rows = await db.selectFrom('actions').selectAll().where('id', 'in', ids).execute();
  const steps = await db
    .selectFrom('action_steps')
    .select(['action', 'body'])
    .where('action', 'in', ids)
    .orderBy('position')
    .execute();
  const byAction = Map.groupBy(steps, ({ action }) => action);
  return rows.map((row) => storedAction(row, byAction.get(row.id) ?? []));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
