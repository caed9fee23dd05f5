import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import type { NewDelivery } from './delivery';

/** How many messages the log keeps, besides those that wait. */
const KEPT = 2_000;
/** How many may wait for one target: one that never answers must not fill the disk. */
const WAITING = 1_000;

/** Ends what has waited longest for a target where too much does. */
export async function dropExcess(db: Kysely<Tables>, target: string, now: number): Promise<void> {
  const last = await db
    .selectFrom('notification_deliveries')
    .select('id')
    .where('target', '=', target)
    .where('state', '=', 'waiting')
    .orderBy('id', 'desc')
    .offset(WAITING)
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  const detail = `more than ${WAITING} messages waited`;
  await db
    .updateTable('notification_deliveries')
    .set({ state: 'failed', next_at: null, ended_at: now, detail, body: '' })
    .where('target', '=', target)
    .where('state', '=', 'waiting')
    .where('id', '<=', last.id)
    .execute();
}

/** Forgets what is too old for the log. */
export async function pruneLog(db: Kysely<Tables>): Promise<void> {
  const last = await db
    .selectFrom('notification_deliveries')
    .select('id')
    .where('state', '!=', 'waiting')
    .orderBy('id', 'desc')
    .offset(KEPT)
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  await db.deleteFrom('notification_deliveries').where('state', '!=', 'waiting').where('id', '<=', last.id).execute();
}

/** By target, the rules of which something waits: what is only to be repeated has its turn later. */
export async function waitingRules(
  db: Kysely<Tables>,
  deliveries: readonly NewDelivery[],
): Promise<ReadonlyMap<string, ReadonlySet<string | null>>> {
  const targets = new Set(deliveries.filter(({ isRepeat }) => isRepeat).map(({ target }) => target));
  const rules = new Map<string, ReadonlySet<string | null>>();
  for (const target of targets) {
    const rows = await db
      .selectFrom('notification_deliveries')
      .select('rule')
      .distinct()
      .where('target', '=', target)
      .where('state', '=', 'waiting')
      .execute();
    rules.set(target, new Set(rows.map(({ rule }) => rule)));
  }
  return rules;
}
