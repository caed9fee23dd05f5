import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was observed: changes, the stretches of them that were lost, and each registry as it was last seen. */
export const journal: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('journal')
      .addColumn('registry', 'text', (column) => column.notNull())
      .addColumn('epoch', 'text', (column) => column.notNull())
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('item', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('service', 'text')
      .addColumn('instance', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('is_own', 'integer', (column) => column.notNull())
      .addColumn('action', 'text')
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('journal_key', ['registry', 'epoch', 'seq', 'item'])
      .execute();
    const index = (name: string) => db.schema.createIndex(`journal_${name}`).on('journal');
    await index('by_time').column('at').execute();
    await index('by_registry').columns(['registry', 'at']).execute();
    await index('by_service').columns(['service', 'at']).execute();
    await index('by_instance').columns(['instance', 'at']).execute();
    // Of all changes few are Rollcall's own.
    await index('by_action').columns(['action', 'at']).where(sql.ref('action'), 'is not', null).execute();
    await index('own').column('at').where(sql.ref('is_own'), '=', sql.lit(1)).execute();

    await db.schema
      .createTable('journal_gaps')
      .addColumn('registry', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('to_at', 'bigint', (column) => column.notNull())
      .addColumn('lost', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('journal_gaps_key', ['registry', 'from_at'])
      .execute();
    await db.schema
      .createTable('journal_registries')
      .addColumn('registry', 'text', (column) => column.primaryKey().notNull())
      .addColumn('writer', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('observed_until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('journal_instances')
      .addColumn('registry', 'text', (column) => column.notNull())
      .addColumn('instance', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('journal_instances_key', ['registry', 'instance'])
      .execute();
  },
};
