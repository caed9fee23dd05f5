import { Worker } from 'node:worker_threads';
import type { SqliteAnswer, SqliteRequest } from './sqlite-worker';
import { StorageError } from './storage-error';

export interface SqliteRows {
  readonly rows: readonly unknown[];
  /** How many rows were changed; null for what answers with rows. */
  readonly changes: number | null;
}

/** The embedded database in its own thread: one statement after the other, in the order asked. */
export interface SqliteClient {
  /** @throws StorageError */
  query(sql: string, parameters: readonly unknown[]): Promise<SqliteRows>;
  close(): Promise<void>;
}

export interface SqliteOptions {
  /** For one that reads beside the one that writes. */
  readonly isReadOnly?: boolean;
}

export function openSqlite(path: string, { isReadOnly = false }: SqliteOptions = {}): SqliteClient {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: { path, isReadOnly } });
  const waiting = new Map<number, PromiseWithResolvers<SqliteRows>>();
  const ended = Promise.withResolvers<void>();
  let nextId = 0;
  let failure: StorageError | null = null;

  const fail = (error: StorageError) => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (answer: SqliteAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asked?.reject(new StorageError(answer.error.message));
    else asked?.resolve({ rows: answer.rows, changes: answer.changes });
  });
  worker.on('error', (error) => fail(new StorageError(`${path}: ${error.message}`)));
  worker.on('exit', () => {
    fail(new StorageError('the database is closed'));
    ended.resolve();
  });

  return {
    query(sql, parameters) {
      if (failure) return Promise.reject(failure);
      const id = nextId++;
      const asked = Promise.withResolvers<SqliteRows>();
      waiting.set(id, asked);
      worker.postMessage({ id, sql, parameters } as SqliteRequest);
      return asked.promise;
    },
    async close() {
      if (!failure) worker.postMessage('close');
      await ended.promise;
    },
  };
}
