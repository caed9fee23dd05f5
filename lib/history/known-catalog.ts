import { sql } from 'kysely';
import type { Change } from '../domain/change';
import { isoTime } from '../domain/clock';
import type { Instance } from '../domain/instance';
import type { Log } from '../domain/log';
import type { Storage } from '../storage/storage';
import { STILL } from '../storage/tables';
import { readBody, readInstance } from './read-body';

/** A registry as the journal last knew it: exactly what its changes add up to. */
export interface KnownCatalog {
  readonly instances: readonly Instance[];
  /** Until when it was observed, ISO 8601. */
  readonly observedUntil: string;
  /** How its link was after the last change of it. */
  readonly link: string;
}

/** How many instances are read at a time. */
const READ_AT_ONCE = 1_000;

/** What is known of a registry from earlier; null where it was never observed. @throws StorageError */
export async function loadKnownCatalog(
  { db }: Storage,
  registry: string,
  log: Pick<Log, 'warn'>,
): Promise<KnownCatalog | null> {
  const known = await db
    .selectFrom('journal_registries')
    .select('observed_until')
    .where('registry', '=', registry)
    .executeTakeFirst();
  if (!known || known.observed_until === 0) return null;
  const instances: Instance[] = [];
  let after: { readonly from_at: number; readonly instance: string } | undefined = { from_at: 0, instance: '' };
  while (after !== undefined) {
    const place: { readonly from_at: number; readonly instance: string } = after;
    const rows: { readonly from_at: number; readonly instance: string; readonly body: string }[] = await db
      .selectFrom('journal_versions')
      .select(['from_at', 'instance', 'body'])
      .where('registry', '=', registry)
      .where('to_at', '=', STILL)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('from_at', 'instance'), '>', tuple(place.from_at, place.instance)),
      )
      .orderBy('from_at')
      .orderBy('instance')
      .limit(READ_AT_ONCE)
      .execute();
    for (const { instance, body } of rows) {
      const read = readInstance(body);
      if (read) instances.push(read);
      // One that cannot be read is found anew, as one that came while nobody looked.
      else log.warn({ registry, instance }, 'known-instance-unreadable');
    }
    after = rows.length < READ_AT_ONCE ? undefined : rows.at(-1);
  }
  return { instances, observedUntil: isoTime(known.observed_until), link: await lastLink(db, registry) };
}

async function lastLink(db: Storage['db'], registry: string): Promise<string> {
  const row = await db
    .selectFrom('journal')
    .select('body')
    .where('registry', '=', registry)
    .where('kind', '=', sql.lit('link-changed'))
    .orderBy('at', 'desc')
    .orderBy('epoch', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (row && readBody<Change>(row.body).to) ?? 'connecting';
}
