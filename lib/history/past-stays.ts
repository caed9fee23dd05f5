import { sql } from 'kysely';
import type { Storage } from '../storage/storage';
import { indexedText } from './indexed-text';
import type { Range } from './timeline-range';
import { PACKED_STAY, type Stays, unpackStays } from './timeline-stays';

/** Whose stays are read: of all services of a registry, of one, or of one instance wherever it was. */
export interface StaysOf {
  readonly registry: string;
  readonly service?: string | undefined;
  readonly instance?: string | undefined;
}

/** The stays of one instance in one service. Names as the tables hold them: too long ones are cut. */
export interface ServiceStays {
  readonly service: string;
  readonly instance: string;
  readonly stays: Stays;
}

/** How many instances are read at a time: others who read wait for no more. */
const READ_AT_ONCE = 2_000;

/** Of so short a time the changes are few enough to be looked up one by one, in milliseconds. */
const SHORT_MS = 2 * 86_400_000;

/**
 * The stays that touch a range, a page at a time, by service and instance. The database packs those of an instance into
 * one text: rows of their own would take several times as long. @throws StorageError
 */
export async function* readStays(
  { reads }: Pick<Storage, 'reads'>,
  { registry, service, instance }: StaysOf,
  { fromMs, toMs }: Range,
): AsyncGenerator<readonly ServiceStays[], void, undefined> {
  const isShort = service !== undefined && toMs - fromMs <= SHORT_MS;
  // `+ 0` keeps it from an index by time, whose rows it would have to look up, for one that holds all of it.
  const within = isShort
    ? sql`to_at > ${fromMs} and from_at < ${toMs}`
    : sql`to_at + 0 > ${fromMs} and from_at + 0 < ${toMs}`;
  let last: ServiceStays | undefined;
  do {
    const { rows } = await sql<{ service: string; instance: string; packed: string }>`
      select service, instance, string_agg(${sql.raw(PACKED_STAY)}, ' ') as packed
      from journal_versions
      where registry = ${registry} and ${within}
      ${service === undefined ? sql`` : sql`and service = ${indexedText(service)}`}
      ${instance === undefined ? sql`` : sql`and instance = ${indexedText(instance)}`}
      ${last === undefined ? sql`` : sql`and (service, instance) > (${last.service}, ${last.instance})`}
      group by service, instance order by service, instance limit ${READ_AT_ONCE}`.execute(reads);
    const page = rows.map(({ packed, ...names }) => ({ ...names, stays: unpackStays(packed) }));
    if (page.length > 0) yield page;
    last = page.length < READ_AT_ONCE ? undefined : page.at(-1);
  } while (last !== undefined);
}
