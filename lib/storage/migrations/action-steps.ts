import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The steps of actions, so that one can be changed alone and an instance is acted on by one action at a time. */
export const actionSteps: Migration = {
  async up(db: Kysely<unknown>) {
    const table = db.schema.alterTable('actions');
    await table.addColumn('kind', 'text', (column) => column.notNull().defaultTo('')).execute();
    await table.addColumn('actor', 'text', (column) => column.notNull().defaultTo('')).execute();
    await table.addColumn('revert_by', 'text').execute();
    await table.addColumn('is_open', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    await table.addColumn('changed_at', 'bigint', (column) => column.notNull().defaultTo(0)).execute();
    await table.addColumn('claimed_by', 'text').execute();
    await table.addColumn('claimed_until', 'bigint', (column) => column.notNull().defaultTo(0)).execute();
    await db.schema.createIndex('actions_open').on('actions').column('is_open').execute();
    await db.schema.createIndex('actions_by_change').on('actions').column('changed_at').execute();
    await db.schema
      .createTable('action_steps')
      .addColumn('action', 'text', (column) => column.notNull().references('actions.id'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('registry', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('instance', 'text', (column) => column.notNull())
      .addColumn('is_busy', 'integer', (column) => column.notNull())
      .addColumn('is_standing', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('action_steps_key', ['action', 'position'])
      .execute();
    await db.schema
      .createIndex('action_steps_busy')
      .unique()
      .on('action_steps')
      .columns(['registry', 'instance'])
      .where(sql.ref('is_busy'), '=', sql.lit(1))
      .execute();
    await db.schema.createIndex('action_steps_place').on('action_steps').columns(['registry', 'service']).execute();
    await db.schema.createIndex('action_steps_instance').on('action_steps').columns(['instance', 'registry']).execute();
  },
};
