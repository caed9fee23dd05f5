import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What fires, the messages that tell of it, and what nobody is told of for a time. */
export const notifications: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('notification_alerts')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('notification_deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('rule', 'text')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('ended_at', 'bigint')
      .addColumn('detail', 'text')
      .addColumn('alerts', 'integer', (column) => column.notNull())
      .addColumn('subjects', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .execute();
    const index = (name: string) =>
      db.schema.createIndex(`notification_deliveries_${name}`).on('notification_deliveries');
    await index('by_target').columns(['target', 'id']).execute();
    // Of all messages few are still on their way.
    await index('waiting').columns(['target', 'id']).where(sql.ref('state'), '=', sql.lit('waiting')).execute();
    await db.schema
      .createTable('notification_mutes')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('rule', 'text')
      .addColumn('registry', 'text')
      .addColumn('service', 'text')
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('muted_by', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
