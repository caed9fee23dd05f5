import { sql } from 'kysely';
import { type Catalog, restoreCatalog } from '../domain/catalog';
import { isoTime } from '../domain/clock';
import type { Moment } from '../domain/history';
import type { Instance } from '../domain/instance';
import type { Storage } from '../storage/storage';
import { type RegistryNow, readGaps } from './past-gaps';
import { readInstance } from './read-body';

/** A registry as it was known at a moment. */
export interface PastCatalog {
  readonly catalog: Catalog;
  readonly moment: Moment;
}

/** How many instances are read at a time. */
const READ_AT_ONCE = 1_000;

/** Empty where nothing is known of that time. @throws StorageError */
export async function readCatalog(
  storage: Pick<Storage, 'reads'>,
  now: RegistryNow,
  atMs: number,
): Promise<PastCatalog> {
  const { registry } = now;
  const knownFromMs = await readKnownFrom(storage, registry);
  if (knownFromMs === null || atMs < knownFromMs) {
    return { catalog: restoreCatalog(registry, []), moment: { registry, observed: false, asOf: null } };
  }
  const gap = (await readGaps(storage, now, { fromMs: 0, toMs: atMs + 1 })).at(-1);
  const isObserved = gap === undefined || gap.toMs <= atMs;
  const asOf = isoTime(isObserved ? atMs : Math.max(gap.fromMs, knownFromMs));
  const instances = await readInstances(storage, registry, atMs);
  return { catalog: restoreCatalog(registry, instances), moment: { registry, observed: isObserved, asOf } };
}

/** From when on anything is known of a registry: the gap from the beginning of time is what is not; null for nothing. */
async function readKnownFrom({ reads }: Pick<Storage, 'reads'>, registry: string): Promise<number | null> {
  const known = await reads
    .selectFrom('journal_registries')
    .leftJoin('journal_gaps as unknown', (join) =>
      join.onRef('unknown.registry', '=', 'journal_registries.registry').on('unknown.from_at', '=', 0),
    )
    .select(['observed_until', 'unknown.to_at'])
    .where('journal_registries.registry', '=', registry)
    .executeTakeFirst();
  return known && known.observed_until > 0 ? (known.to_at ?? 0) : null;
}

async function readInstances(
  { reads }: Pick<Storage, 'reads'>,
  registry: string,
  atMs: number,
): Promise<readonly Instance[]> {
  const instances: Instance[] = [];
  let after = { to_at: atMs, from_at: atMs, instance: '' };
  for (;;) {
    const { to_at, from_at, instance } = after;
    const { rows } = await sql<{ to_at: number; from_at: number; instance: string; body: string }>`
      select to_at, from_at, instance, body from journal_versions
      where registry = ${registry} and (to_at, from_at, instance) > (${to_at}, ${from_at}, ${instance})
        and to_at > ${atMs} and from_at <= ${atMs}
      order by to_at, from_at, instance limit ${READ_AT_ONCE}`.execute(reads);
    for (const { body } of rows) {
      const read = readInstance(body);
      if (read) instances.push(read);
    }
    const last = rows.at(-1);
    if (rows.length < READ_AT_ONCE || last === undefined) return instances;
    after = last;
  }
}
