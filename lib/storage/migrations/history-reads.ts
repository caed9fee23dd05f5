import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What long histories are read by holds all they need: to look up the rows themselves takes several times as long. */
export const historyReads: Migration = {
  async up(db: Kysely<unknown>) {
    const index = (name: string) => db.schema.createIndex(`journal_versions_${name}`).on('journal_versions');
    const state = ['from_at', 'to_at', 'health', 'rotation'];
    await index('of_service')
      .columns(['registry', 'service', 'instance', ...state])
      .execute();
    await index('of_instance')
      .columns(['registry', 'instance', 'service', ...state])
      .execute();
  },
};
