import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { actionText } from '../../domain/action-search';
import { storedText } from '../stored-text';
import type { Tables } from '../tables';

/** What a search for actions looks in, in lower case: the databases lower only what is ASCII, or not as JavaScript does. */
export const actionWords: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable('actions')
      .addColumn('words', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    for (const { id, actor, body } of await db.selectFrom('actions').select(['id', 'actor', 'body']).execute()) {
      const { reason = '' } = JSON.parse(body) as { reason?: string };
      const rows = await db.selectFrom('action_steps').select('body').where('action', '=', id).execute();
      const steps = rows.map((row) => JSON.parse(row.body) as { service: string; address: string; instance: string });
      const words = storedText(actionText({ id, actor, reason, steps }));
      await db.updateTable('actions').set({ words }).where('id', '=', id).execute();
    }
  },
};
