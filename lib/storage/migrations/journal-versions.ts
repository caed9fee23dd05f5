import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Every instance as it was between its changes, in place of only the last; what reading back histories needs of a change. */
export const journalVersions: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('journal_instances').execute();
    await db.schema
      .createTable('journal_versions')
      .addColumn('registry', 'text', (column) => column.notNull())
      .addColumn('instance', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('to_at', 'bigint', (column) => column.notNull())
      .addColumn('health', 'text', (column) => column.notNull())
      .addColumn('rotation', 'text', (column) => column.notNull())
      .addColumn('bytes', 'integer', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('journal_versions_key', ['registry', 'instance', 'from_at'])
      .execute();
    const index = (name: string) => db.schema.createIndex(`journal_versions_${name}`).on('journal_versions');
    // With the instance at its end: who reads all that are current reads them in this order, a page at a time.
    await index('by_registry').columns(['registry', 'to_at', 'from_at', 'instance']).execute();
    await index('by_service').columns(['registry', 'service', 'to_at', 'from_at']).execute();
    await db.schema.alterTable('journal').addColumn('health', 'text').execute();
    await db.schema.alterTable('journal').addColumn('rotation', 'text').execute();
    // Few, and asked for with every history: when the registry was not observed.
    const links = db.schema.createIndex('journal_links').on('journal').columns(['registry', 'at']);
    await links.where(sql.ref('kind'), '=', sql.lit('link-changed')).execute();
  },
};
