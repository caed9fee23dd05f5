import { isoTime } from '../domain/clock';
import type { Instance } from '../domain/instance';
import type { Storage } from '../storage/storage';

/** A registry as the journal last knew it: exactly what its changes add up to. */
export interface KnownCatalog {
  readonly instances: readonly Instance[];
  /** Until when it was observed, ISO 8601. */
  readonly observedUntil: string;
}

/** How many instances are read at a time. */
const READ_AT_ONCE = 1_000;

/** What is known of a registry from earlier; null where it was never observed. @throws StorageError */
export async function loadKnownCatalog({ db }: Storage, registry: string): Promise<KnownCatalog | null> {
  const known = await db
    .selectFrom('journal_registries')
    .select('observed_until')
    .where('registry', '=', registry)
    .executeTakeFirst();
  if (!known || known.observed_until === 0) return null;
  const instances: Instance[] = [];
  let after: string | undefined = '';
  while (after !== undefined) {
    const rows: { readonly instance: string; readonly body: string }[] = await db
      .selectFrom('journal_instances')
      .select(['instance', 'body'])
      .where('registry', '=', registry)
      .where('instance', '>', after)
      .orderBy('instance')
      .limit(READ_AT_ONCE)
      .execute();
    for (const { body } of rows) instances.push(JSON.parse(body) as Instance);
    after = rows.length < READ_AT_ONCE ? undefined : rows.at(-1)?.instance;
  }
  return { instances, observedUntil: isoTime(known.observed_until) };
}
