import { sql } from 'kysely';
import type { Change } from '../domain/change';
import { isoTime } from '../domain/clock';
import type { Link } from '../domain/link';
import type { Storage } from '../storage/storage';
import { readBody } from './read-body';
import { gapsOf, joinGaps } from './timeline-gaps';
import type { Range } from './timeline-range';

/** A registry as it stands now. */
export interface RegistryNow {
  readonly registry: string;
  /** Absent where it is not configured any more. */
  readonly link: Link | undefined;
  readonly nowMs: number;
}

/** How old the last word that a registry is observed may be, in milliseconds: it comes every five seconds. */
export const OBSERVED_WITHIN_MS = 15_000;

type LinkWords = Pick<Change, 'from' | 'to'>;

/** What nobody observed of a registry in a range, in order and apart from each other. @throws StorageError */
export async function readGaps(
  { reads }: Pick<Storage, 'reads'>,
  { registry, link, nowMs }: RegistryNow,
  range: Range,
): Promise<readonly Range[]> {
  const known = await reads
    .selectFrom('journal_registries')
    .select('observed_until')
    .where('registry', '=', registry)
    .executeTakeFirst();
  if (!known) return joinGaps([range], range);
  const stretches = await reads
    .selectFrom('journal_gaps')
    .select(['from_at as fromMs', 'to_at as toMs'])
    .where('registry', '=', registry)
    .where('to_at', '>', range.fromMs)
    .where('from_at', '<', range.toMs)
    .orderBy('from_at')
    .execute();
  const links = await readLinks({ reads }, registry, range);
  const first = links.during[0];
  const wasLive = links.before
    ? links.before.to === 'live'
    : first
      ? first.from !== 'stale'
      : // That it was lost after the range says nothing of the range.
        link?.state !== 'stale' || Date.parse(link.since) > range.fromMs;
  const late = known.observed_until < nowMs - OBSERVED_WITHIN_MS ? [{ fromMs: known.observed_until, toMs: nowMs }] : [];
  return joinGaps([...stretches, ...gapsOf(links.during, range, wasLive), ...late], range);
}

/** The links of a range in order, and the one before them. */
async function readLinks({ reads }: Pick<Storage, 'reads'>, registry: string, { fromMs, toMs }: Range) {
  const links = reads
    .selectFrom('journal')
    .select(['at', 'body'])
    .where('registry', '=', registry)
    // As it stands in the index of links.
    .where(sql<boolean>`kind = 'link-changed'`);
  const before = await links.where('at', '<', fromMs).orderBy('at', 'desc').orderBy('seq', 'desc').executeTakeFirst();
  const rows = await links
    .where('at', '>=', fromMs)
    .where('at', '<', toMs)
    .orderBy('at')
    .orderBy('epoch')
    .orderBy('seq')
    .orderBy('item')
    .execute();
  return {
    before: before && readBody<LinkWords>(before.body),
    during: rows.map(({ at, body }) => ({ ...readBody<LinkWords>(body), at: isoTime(at) })),
  };
}
