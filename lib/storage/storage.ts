import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Pool, types } from 'pg';
import { MIGRATIONS } from './migrations/migrations';
import { sqliteDialect } from './sqlite-dialect';
import { StorageError } from './storage-error';
import type { Tables } from './tables';

/** Where what Rollcall remembers lives: a folder of its own, or a PostgreSQL that several replicas share. */
export type StoragePlace = { readonly folder: string } | { readonly url: string };

/** The one database. */
export interface Storage {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

const DATABASE_FILE = 'rollcall.db';
/** The type of a 64-bit whole number, which `pg` reads as text; Rollcall keeps none above 2^53. */
const INT8 = 20;

/** Opens the database and brings it up to date. @throws StorageError */
export async function openStorage(place: StoragePlace): Promise<Storage> {
  const db = new Kysely<Tables>({ dialect: await dialectOf(place) });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest().catch((error: unknown) => ({ error }));
  if (error !== undefined) {
    await db.destroy().catch(() => undefined);
    throw new StorageError(error instanceof Error ? error.message : String(error));
  }
  return { db, close: () => db.destroy() };
}

async function dialectOf(place: StoragePlace): Promise<Dialect> {
  if ('url' in place) {
    const getTypeParser: typeof types.getTypeParser = (type, format) =>
      type === INT8 ? Number : types.getTypeParser(type, format);
    return new PostgresDialect({ pool: new Pool({ connectionString: place.url, max: 5, types: { getTypeParser } }) });
  }
  try {
    // Actions hold the bytes of what they took out, which are nobody else's business.
    await mkdir(place.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StorageError(`cannot make ${place.folder}: ${error instanceof Error ? error.message : error}`);
  }
  return sqliteDialect(join(place.folder, DATABASE_FILE));
}
