import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStorage, type Storage, type StoragePlace } from '@/lib/storage/storage';
import { type PostgresServer, startPostgres, withoutPostgres } from './postgres-server';

/** A database to run the same tests against. */
export interface TestedDatabase {
  readonly name: string;
  /** An empty one; leaving its `await using` scope removes it. */
  readonly place: () => Promise<AsyncDisposable & { readonly place: StoragePlace }>;
}

/** Both databases; one PostgreSQL serves all tests of the file that calls this, each with a database of its own. */
export function testedDatabases(): readonly TestedDatabase[] {
  const embedded: TestedDatabase = { name: 'the embedded database', place: folderPlace };
  if (withoutPostgres) return [embedded];
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.[Symbol.asyncDispose]());
  const place = async () => ({
    place: { url: await server.database() },
    [Symbol.asyncDispose]: async () => undefined,
  });
  return [embedded, { name: 'PostgreSQL', place }];
}

/** The embedded database in an empty folder of its own. */
export async function folderPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-storage-'));
  return { place: { folder }, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Opens a place; leaving its `await using` scope closes it. */
export async function openedStorage(place: StoragePlace): Promise<Storage & AsyncDisposable> {
  const storage = await openStorage(place);
  return { ...storage, [Symbol.asyncDispose]: () => storage.close() };
}
