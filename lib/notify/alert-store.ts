import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import type { Alert } from './alert';

const AT_ONCE = 200;

/** All alerts that are kept; what cannot be read is left out. */
export async function loadAlerts(db: Kysely<Tables>): Promise<Alert[]> {
  const rows = await db.selectFrom('notification_alerts').select('body').execute();
  return rows.map(({ body }) => JSON.parse(body) as Alert);
}

/** Keeps alerts as they are now; null is over. */
export async function saveAlerts(db: Kysely<Tables>, alerts: ReadonlyMap<string, Alert | null>): Promise<void> {
  const ids = [...alerts.keys()];
  const rows = [...alerts].flatMap(([id, alert]) => (alert ? [{ id, body: bodyOf(alert) }] : []));
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    await db
      .deleteFrom('notification_alerts')
      .where('id', 'in', ids.slice(at, at + AT_ONCE))
      .execute();
  }
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await db
      .insertInto('notification_alerts')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
  }
}

/** Whoever reads it did not watch in between: how long it was so begins anew. */
function bodyOf(alert: Alert): string {
  return JSON.stringify({ ...alert, heldMs: 0, lookedAt: null });
}
