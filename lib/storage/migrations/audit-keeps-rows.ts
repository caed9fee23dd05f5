import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const REFUSAL = 'the audit is append-only';

/** What was there before and after, and rows that nobody changes or takes away: the database itself refuses it. */
export const auditKeepsRows: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('audit').addColumn('before', 'text').execute();
    await db.schema.alterTable('audit').addColumn('after', 'text').execute();
    // Ids begin with the time, and are indexed as the primary key they are.
    await db.schema.dropIndex('audit_by_time').execute();
    const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter;
    for (const statement of isSqlite ? SQLITE : POSTGRES) await sql.raw(statement).execute(db);
  },
};

const SQLITE = ['update', 'delete'].map(
  (event) =>
    `create trigger audit_refuses_${event} before ${event} on audit begin select raise(abort, '${REFUSAL}'); end`,
);

const POSTGRES = [
  `create function refuse_audit_change() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
  'create trigger audit_refuses_change before update or delete or truncate on audit for each statement execute function refuse_audit_change()',
];
