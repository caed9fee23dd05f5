import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { openSqlite, type SqliteClient, type SqliteOptions } from './sqlite-client';

/**
 * Kysely over the embedded database. Its own dialect asks a statement whether it is a `reader`, which `node:sqlite`'s
 * does not tell, and would silently answer with no rows.
 */
export function sqliteDialect(path: string, options: SqliteOptions = {}): Dialect {
  return {
    createDriver: () => createDriver(() => openSqlite(path, options)),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** A migration is one transaction: it happens whole or not at all, and two processes do not run it both. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** One connection for all, lent to one at a time: a transaction has it until its end. */
function createDriver(open: () => SqliteClient): Driver {
  // One that nobody used is not closed either.
  let opened: { client: SqliteClient; connection: DatabaseConnection } | undefined;
  const use = () => {
    const client = opened?.client ?? open();
    opened ??= { client, connection: createConnection(client) };
    return opened;
  };
  let turn = Promise.resolve();
  let release: () => void = () => undefined;
  const run = (sql: string) =>
    use()
      .connection.executeQuery(CompiledQuery.raw(sql))
      .then(() => undefined);
  return {
    init: async () => undefined,
    async acquireConnection() {
      const before = turn;
      const mine = Promise.withResolvers<void>();
      turn = mine.promise;
      await before;
      release = mine.resolve;
      return use().connection;
    },
    releaseConnection: async () => release(),
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    destroy: async () => opened?.client.close(),
  };
}

function createConnection(client: SqliteClient): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, changes } = await client.query(sql, parameters);
      return { rows: rows as Row[], ...(changes !== null && { numAffectedRows: BigInt(changes) }) };
    },
    // biome-ignore lint/correctness/useYield: the interface wants a generator
    async *streamQuery() {
      throw new Error('the embedded database answers with whole pages');
    },
  };
}
