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
  return { db, kind: 'url' in place ? 'postgres' : 'sqlite', close: () => db.destroy() };
}

async function dialectOf(place: StoragePlace): Promise<Dialect> {
  if ('url' in place) return postgresDialect(place.url);
  const file = join(place.folder, DATABASE_FILE);
  try {
    // Actions hold the bytes of what they took out, which are nobody else's business.
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
    await (await open(file, 'a', 0o600)).close();
  } catch (error) {
    throw new StorageError(`cannot write in ${place.folder}: ${error instanceof Error ? error.message : error}`);
  }
  return sqliteDialect(file);
}
