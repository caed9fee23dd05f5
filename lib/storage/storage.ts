import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dialect, Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations/migrations';
import { postgresDialect } from './postgres-dialect';
import { sqliteDialect } from './sqlite-dialect';
import { StorageError } from './storage-error';
import type { Tables } from './tables';

/** Where what Rollcall remembers lives: a folder of its own, or a PostgreSQL that several replicas share. */
export type StoragePlace = { readonly folder: string } | { readonly url: string };

/** The one database. */
export interface Storage {
  readonly db: Kysely<Tables>;
  /** For reading what is committed, however long that takes: it holds up nobody who writes. */
  readonly reads: Kysely<Tables>;
  readonly kind: 'sqlite' | 'postgres';
  close(): Promise<void>;
}

const DATABASE_FILE = 'rollcall.db';

/** Opens the database and brings it up to date. @throws StorageError */
export async function openStorage(place: StoragePlace): Promise<Storage> {
  const db = new Kysely<Tables>({ dialect: await dialectOf(place) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest().catch((error: unknown) => ({ error }));
  if (error !== undefined) {
    await db.destroy().catch(() => undefined);
    throw new StorageError(error instanceof Error ? error.message : String(error));
  }
  if ('url' in place) return { db, reads: db, kind: 'postgres', close: () => db.destroy() };
  const reads = new Kysely<Tables>({ dialect: sqliteDialect(fileIn(place), { isReadOnly: true }) });
  const close = async () => {
    await reads.destroy();
    // The last that closes it puts the write-ahead log in order, which is not for readers.
    await db.destroy();
  };
  return { db, reads, kind: 'sqlite', close };
}

async function dialectOf(place: StoragePlace): Promise<Dialect> {
  if ('url' in place) return postgresDialect(place.url);
  const file = fileIn(place);
  try {
    // Actions hold the bytes of what they took out, which are nobody else's business.
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw new StorageError(`cannot write in ${place.folder}: ${error instanceof Error ? error.message : error}`);
  }
  return sqliteDialect(file);
}

function fileIn({ folder }: { readonly folder: string }): string {
  return join(folder, DATABASE_FILE);
}
