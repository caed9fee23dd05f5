import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { StoragePlace } from '@/lib/storage/storage';

/** Stalls the database: nobody can write the journal until it is let go. */
export async function stalled(place: StoragePlace): Promise<() => Promise<void>> {
  if ('folder' in place) {
    const other = new DatabaseSync(join(place.folder, 'rollcall.db'));
    other.exec('begin immediate');
    return async () => other.close();
  }
  const client = new Client({ connectionString: place.url });
  await client.connect();
  await client.query('begin');
  await client.query('lock table journal in exclusive mode');
  return () => client.end();
}
