import { sql } from 'kysely';
import type { RemovalCause } from '../domain/change';
import { isoTime } from '../domain/clock';
import type { DepartedInstance } from '../domain/history';
import type { Storage } from '../storage/storage';
import { STILL } from '../storage/tables';
import { indexedText } from './indexed-text';
import { readBody, readInstance } from './read-body';

/** How many an answer tells of. */
const MOST = 200;

interface Row {
  readonly to_at: number;
  readonly body: string;
  readonly change: string | null;
  readonly is_own: number | null;
  readonly action: string | null;
}

/** The instances that left a service since a time and have not come back, newest first. @throws StorageError */
export async function readDeparted(
  { reads }: Pick<Storage, 'reads'>,
  { registry, service }: { readonly registry: string; readonly service: string },
  sinceMs: number,
): Promise<DepartedInstance[]> {
  const { rows } = await sql<Row>`
    select version.to_at, version.body, change.body as change, change.is_own, change.action
    from (
      select instance, to_at, body from journal_versions as own
      where registry = ${registry} and service = ${indexedText(service)} and to_at > ${sinceMs} and to_at < ${STILL}
        and not exists (
          select 1 from journal_versions as later
          where later.registry = ${registry} and later.instance = own.instance and later.from_at >= own.to_at
        )
      order by to_at desc, instance limit ${MOST}
    ) as version
    left join journal as change on change.instance = version.instance and change.at = version.to_at
      and change.registry || '' = ${registry} and change.kind = 'deregistered'
    order by version.to_at desc, version.instance`.execute(reads);
  return rows.flatMap(departedOf);
}

/** Whether a service was ever there, as far as is kept. @throws StorageError */
export async function hasVersions(
  { reads }: Pick<Storage, 'reads'>,
  { registry, service, instance }: { registry: string; service?: string | undefined; instance?: string | undefined },
): Promise<boolean> {
  const found = await reads
    .selectFrom('journal_versions')
    .select('from_at')
    .where('registry', '=', registry)
    .$if(service !== undefined, (select) => select.where('service', '=', indexedText(service ?? '')))
    .$if(instance !== undefined, (select) => select.where('instance', '=', indexedText(instance ?? '')))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Nothing for one that cannot be read. */
function departedOf({ to_at, body, change, is_own, action }: Row): DepartedInstance[] {
  const instance = readInstance(body);
  if (!instance) return [];
  const told = readBody<{ cause: RemovalCause; afterGap: boolean }>(change ?? '{}');
  const { cause = 'unknown', afterGap = false } = told;
  const origin = is_own === 1 ? 'rollcall' : 'elsewhere';
  return [{ instance, leftAt: isoTime(to_at), cause, afterGap, origin, ...(action !== null && { action }) }];
}
