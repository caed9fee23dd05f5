import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

// The embedded database. `node:sqlite` is synchronous, so it lives in a thread of its own, and a slow disk stalls only
// what waits for it. Messages in: `{id, sql, parameters}`; out: `{id, rows, changes}` or `{id, error}`.
export interface SqliteRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

export type SqliteAnswer =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly changes: number | null }
  | { readonly id: number; readonly error: { readonly message: string; readonly code: string | undefined } };

/** More than the queries Rollcall has. */
const KEPT_STATEMENTS = 200;

/** How long is waited for others who have the file, in milliseconds. */
const BUSY_MS = 5_000;
const SQLITE_BUSY = 5;

const { path, isReadOnly } = workerData as { path: string; isReadOnly: boolean };
const database = new DatabaseSync(path, { readOnly: isReadOnly });
database.exec(`pragma busy_timeout = ${BUSY_MS}`);
if (!isReadOnly) {
  turnLogOn();
  database.exec('pragma synchronous = full; pragma foreign_keys = on');
}
const statements = new Map<string, StatementSync>();

parentPort?.on('message', (request: SqliteRequest | 'close') => {
  if (request !== 'close') return parentPort?.postMessage(answer(request));
  database.close();
  parentPort?.close();
});

/** Where several open a new file at the same moment, SQLite refuses this at once instead of waiting. */
function turnLogOn(): void {
  const until = performance.now() + BUSY_MS;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function answer({ id, sql, parameters }: SqliteRequest): SqliteAnswer {
  try {
    const statement = statements.get(sql) ?? prepare(sql);
    // What has columns answers with rows: a select, but also an insert that returns something.
    if (statement.columns().length > 0) return { id, rows: statement.all(...parameters), changes: null };
    return { id, rows: [], changes: Number(statement.run(...parameters).changes) };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { id, error: { message, code } };
  }
}

function prepare(sql: string): StatementSync {
  const statement = database.prepare(sql);
  if (statements.size >= KEPT_STATEMENTS) statements.clear();
  statements.set(sql, statement);
  return statement;
}
