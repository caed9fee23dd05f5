import { sql } from 'kysely';
import type { Instance } from '../domain/instance';
import type { Storage } from '../storage/storage';
import { readInstance } from './read-body';
import { rowParts } from './row-parts';

/** A version of an instance; the name as the table holds it. */
export interface VersionKey {
  readonly instance: string;
  readonly fromMs: number;
}

/** The versions themselves, by {@link versionName}; those that are no longer kept, or broken, are left out. @throws StorageError */
export async function readVersions(
  { reads }: Pick<Storage, 'reads'>,
  registry: string,
  keys: readonly VersionKey[],
): Promise<ReadonlyMap<string, Instance>> {
  const found = new Map<string, Instance>();
  for (const part of rowParts(keys)) {
    const wanted = sql.join(
      part.map(({ instance, fromMs }) => sql`(cast(${instance} as text), cast(${fromMs} as bigint))`),
    );
    const { rows } = await sql<{ instance: string; from_at: number; body: string }>`
      select instance, from_at, body from journal_versions
      where registry = ${registry} and (instance, from_at) in (values ${wanted})`.execute(reads);
    for (const { instance, from_at, body } of rows) {
      const version = readInstance(body);
      if (version) found.set(versionName({ instance, fromMs: from_at }), version);
    }
  }
  return found;
}

export function versionName({ instance, fromMs }: VersionKey): string {
  return `${fromMs} ${instance}`;
}
