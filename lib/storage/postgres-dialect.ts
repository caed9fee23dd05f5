import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import { StorageError } from './storage-error';
import { storedText } from './stored-text';

/** The type of a 64-bit whole number, which `pg` reads as text; Rollcall keeps none above 2^53. */
const INT8 = 20;
const CONNECTIONS = 5;
/** How long a connection may take, in milliseconds. */
const CONNECT_MS = 5_000;
/** How long an answer may take, in milliseconds: a server that went away without a word must not hold a request. */
const ANSWER_MS = 30_000;

/** Kysely over PostgreSQL. What it throws is a {@link StorageError} that names the server and never the password. */
export function postgresDialect(url: string): Dialect {
  const getTypeParser: typeof types.getTypeParser = (type, format) =>
    type === INT8 ? Number : types.getTypeParser(type, format);
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    keepAlive: true,
    application_name: 'rollcall',
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it is replaced when one is needed; without listeners it ends the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const explain = (error: unknown): never => {
    throw new StorageError(`database ${placeOf(url)}: ${reasonOf(error)}`);
  };
  return new PostgresDialect({
    pool: {
      options: pool.options,
      connect: () => pool.connect().then((client) => explained(client, explain), explain),
      end: () => pool.end(),
    },
  });
}

function explained(client: PoolClient, explain: (error: unknown) => never): PostgresPoolClient {
  const query = async (sql: unknown, parameters: readonly unknown[] = []) => {
    // A cursor is asked for only by queries that stream, and there are none.
    if (typeof sql !== 'string') throw new StorageError('the database answers with whole pages');
    return client.query(sql, parameters.map(storable)).catch(explain);
  };
  return { query: query as never, release: (destroy) => client.release(destroy) };
}

/** To ask for a text that cannot be stored finds nothing, and is no failure. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' ? storedText(parameter) : parameter;
}

/** Without the user, the password and the options. */
function placeOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  const at = host || searchParams.get('host');
  return `${decodeURI(pathname.slice(1)) || 'PostgreSQL'}${at ? ` at ${at}` : ''}`;
}

function reasonOf(error: unknown): string {
  // Where a name has several addresses, Node joins their failures and leaves the message empty.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
