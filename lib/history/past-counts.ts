import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { CHANGE_KINDS, type ChangeKind, type RemovalCause } from '../domain/change';
import type { ChangeQuery } from '../domain/query';
import type { Storage } from '../storage/storage';
import type { Tables } from '../storage/tables';
import { journalConditions } from './journal-filter';
import type { Range } from './timeline-range';

/** What is counted, and into how many parts of equal length. */
export interface CountQuery {
  readonly filter: ChangeQuery;
  readonly range: Range;
  readonly parts: number;
}

export interface Counted {
  readonly total: number;
  /** By part of the range. */
  readonly parts: readonly { readonly total: number; readonly critical: number }[];
  readonly kinds: Partial<Record<ChangeKind, number>>;
  readonly causes: Partial<Record<RemovalCause, number>>;
  readonly services: { readonly registry: string; readonly service: string; readonly changes: number }[];
}

const MOST_SERVICES = 10;
const CAUSES: readonly RemovalCause[] = ['lease-expired', 'lease-revoked', 'deleted', 'unknown'];

/** How many changes there were. @throws StorageError */
export async function readCounts(storage: Pick<Storage, 'reads' | 'kind'>, query: CountQuery): Promise<Counted> {
  const [{ kinds, parts }, causes, services] = await Promise.all([
    readParts(storage, query),
    readCauses(storage, query),
    readServices(storage, query),
  ]);
  return { total: parts.reduce((sum, part) => sum + part.total, 0), parts, kinds, causes, services };
}

async function readParts({ reads }: Pick<Storage, 'reads'>, query: CountQuery) {
  const { fromMs, toMs } = query.range;
  const isCritical = sql`case when kind = 'deregistered' or (health = 'critical' and kind in
    ('health-changed', 'registered', 're-registered')) then 1 else 0 end`;
  const { rows } = await sql<{ part: number; kind: string; critical: number; total: number }>`
    select (at - ${sql.lit(fromMs)}) * ${sql.lit(query.parts)} / ${sql.lit(toMs - fromMs)} as part, kind,
      ${isCritical} as critical, count(*) as total
    from journal where ${conditionsOf(query)} group by 1, 2, 3`.execute(reads);
  const kinds: Counted['kinds'] = {};
  const parts = Array.from({ length: query.parts }, () => ({ total: 0, critical: 0 }));
  for (const { part, kind: name, critical, total } of rows) {
    const kind = CHANGE_KINDS.find((candidate) => candidate === name);
    const known = parts[part];
    if (!kind || !known) continue;
    kinds[kind] = (kinds[kind] ?? 0) + total;
    known.total += total;
    if (critical === 1) known.critical += total;
  }
  return { kinds, parts };
}

async function readCauses({ reads, kind }: Pick<Storage, 'reads' | 'kind'>, query: CountQuery) {
  const causes: Counted['causes'] = {};
  if (query.filter.kind !== undefined && query.filter.kind !== 'deregistered') return causes;
  const body = kind === 'sqlite' ? sql`body` : sql`body::json`;
  const { rows } = await sql<{ cause: string | null; total: number }>`
    select ${body} ->> 'cause' as cause, count(*) as total
    from journal where ${conditionsOf({ ...query, filter: { ...query.filter, kind: 'deregistered' } })}
    group by 1`.execute(reads);
  for (const { cause: name, total } of rows) {
    const cause = CAUSES.find((candidate) => candidate === name) ?? 'unknown';
    causes[cause] = (causes[cause] ?? 0) + total;
  }
  return causes;
}

async function readServices({ reads }: Pick<Storage, 'reads'>, query: CountQuery) {
  const { rows } = await sql<Counted['services'][number]>`
    select registry, service, count(*) as changes
    from journal where ${conditionsOf(query)} and service is not null
    group by registry, service order by changes desc, service, registry limit ${MOST_SERVICES}`.execute(reads);
  return rows;
}

function conditionsOf({ filter, range }: Pick<CountQuery, 'filter' | 'range'>): Expression<SqlBool> {
  return sql<SqlBool>`at >= ${range.fromMs} and at < ${range.toMs} and ${journalConditions(expressionBuilder<Tables, 'journal'>(), filter)}`;
}
