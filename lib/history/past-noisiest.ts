import { sql } from 'kysely';
import type { NoisyInstance } from '../domain/history';
import type { Storage } from '../storage/storage';
import { readBody } from './read-body';
import type { Range } from './timeline-range';

export interface NoisiestQuery {
  /** All where it is absent. */
  readonly registry?: string | undefined;
  readonly range: Range;
  readonly limit: number;
}

/** The instances whose health changed most often, as the tables name them. @throws StorageError */
export async function readNoisiest(
  { reads }: Pick<Storage, 'reads'>,
  { registry, range, limit }: NoisiestQuery,
): Promise<Omit<NoisyInstance, 'flapping'>[]> {
  const { rows } = await sql<{ registry: string; service: string; instance: string; times: number; body: string }>`
    select registry, service, instance, times, (
      select body from journal where instance = noisy.instance and kind = 'health-changed'
        and registry || '' = noisy.registry and at = noisy.latest limit 1
    ) as body
    from (
      select registry, service, instance, count(*) as times, max(at) as latest
      from journal
      where kind = 'health-changed' and at >= ${range.fromMs} and at < ${range.toMs}
        ${registry === undefined ? sql`` : sql`and registry = ${registry}`}
      group by registry, service, instance order by times desc, registry, instance limit ${limit}
    ) as noisy
    order by times desc, registry, instance`.execute(reads);
  return rows.map(({ times, body, ...names }) => {
    // Of long names the row has the beginning alone.
    const { address, ...whole } = readBody<{ address: string; service: string; instance: string }>(body);
    const { service = names.service, instance = names.instance } = whole;
    return { registry: names.registry, service, instance, address: address ?? '', healthChanges: times };
  });
}
