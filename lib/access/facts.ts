import { randomBytes } from 'node:crypto';
import type { AccessMode } from '../domain/identity';
import type { Storage } from '../storage/storage';

/** The secret that signs cookies: made once, and the same for all replicas. */
export async function keptSecret({ db }: Pick<Storage, 'db'>): Promise<string> {
  await db
    .insertInto('access_facts')
    .values({ name: 'secret', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('access_facts')
    .select('value')
    .where('name', '=', 'secret')
    .executeTakeFirstOrThrow();
  return value;
}

/** Remembers the mode; sessions that another mode gave out end with it. */
export async function enterMode({ db }: Pick<Storage, 'db'>, mode: AccessMode): Promise<void> {
  const before = await db.selectFrom('access_facts').select('value').where('name', '=', 'mode').executeTakeFirst();
  if (before?.value === mode) return;
  await db.deleteFrom('sessions').execute();
  await db
    .insertInto('access_facts')
    .values({ name: 'mode', value: mode })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: mode }))
    .execute();
}
