import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import { CHANGE_KINDS, type ChangeKind, type RemovalCause } from '../domain/change';
import type { ChangeQuery } from '../domain/query';
import type { Storage } from '../storage/storage';
import type { Tables } from '../storage/tables';
import { journalConditions } from './journal-filter';
import type { Range } from './timeline-range';

/** What is counted, and where its parts begin and the last ends (ms). */
export interface CountQuery {
  readonly filter: ChangeQuery;
  readonly edges: readonly number[];
}

interface RangeQuery {
  readonly filter: ChangeQuery;
  readonly range: Range;
}

export interface Counted {
  readonly total: number;
  /** By part of the range. */
  readonly parts: readonly { readonly total: number; readonly critical: number }[];
  readonly kinds: Partial<Record<ChangeKind, number>>;
  readonly causes: Partial<Record<RemovalCause, number>>;
  readonly services: { readonly registry: string; readonly service: string; readonly changes: number }[];
}

/** The kinds that may make an instance critical. */
const TURNS: readonly ChangeKind[] = ['health-changed', 'registered', 're-registered'];
const MOST_SERVICES = 10;
const CAUSES: readonly RemovalCause[] = ['lease-expired', 'lease-revoked', 'deleted', 'unknown'];

/** How many changes there were; the signal ends it between parts. @throws StorageError, or the signal's reason */
export async function readCounts(
  storage: Pick<Storage, 'reads' | 'kind'>,
  query: CountQuery,
  signal: AbortSignal,
): Promise<Counted> {
  const kinds: Counted['kinds'] = {};
  const parts: { total: number; critical: number }[] = [];
  for (const [index, toMs] of query.edges.slice(1).entries()) {
    signal.throwIfAborted();
    const part = { total: 0, critical: 0 };
    const range = { fromMs: query.edges[index] ?? toMs, toMs };
    for (const { kind: name, total, critical } of await readKinds(storage, { ...query, range })) {
      const kind = CHANGE_KINDS.find((candidate) => candidate === name);
      if (!kind) continue;
      kinds[kind] = (kinds[kind] ?? 0) + total;
      part.total += total;
      if (kind === 'deregistered') part.critical += total;
      else if (TURNS.includes(kind)) part.critical += critical;
    }
    parts.push(part);
  }
  const whole = { ...query, range: { fromMs: query.edges[0] ?? 0, toMs: query.edges.at(-1) ?? 0 } };
  const causes = await readCauses(storage, whole);
  signal.throwIfAborted();
  const services = await readServices(storage, whole);
  return { total: parts.reduce((sum, { total }) => sum + total, 0), parts, kinds, causes, services };
}

/** A part at a time: all at once would have to be sorted by part, which takes twice as long. */
async function readKinds({ reads }: Pick<Storage, 'reads'>, query: RangeQuery) {
  const { rows } = await sql<{ kind: string; total: number; critical: number }>`
    select kind, count(*) as total, sum(case when health = 'critical' then 1 else 0 end) as critical
    from journal where ${conditionsOf(query)} group by kind`.execute(reads);
  return rows;
}

async function readCauses({ reads, kind }: Pick<Storage, 'reads' | 'kind'>, query: RangeQuery) {
  const causes: Counted['causes'] = {};
  if (query.filter.kind !== undefined && query.filter.kind !== 'deregistered') return causes;
  // A body that is broken must not fail the rest. Within text of a registry the quotes are escaped.
  const cause =
    kind === 'sqlite'
      ? sql`case when json_valid(body) then body ->> 'cause' end`
      : sql`substring(body from '"cause":"([a-z-]+)"')`;
  const { rows } = await sql<{ cause: string | null; total: number }>`
    select ${cause} as cause, count(*) as total
    from journal where ${conditionsOf({ ...query, filter: { ...query.filter, kind: 'deregistered' } })}
    group by 1`.execute(reads);
  for (const { cause: name, total } of rows) {
    const cause = CAUSES.find((candidate) => candidate === name) ?? 'unknown';
    causes[cause] = (causes[cause] ?? 0) + total;
  }
  return causes;
}

async function readServices({ reads }: Pick<Storage, 'reads'>, query: RangeQuery) {
  const { rows } = await sql<Counted['services'][number]>`
    select registry, service, count(*) as changes
    from journal where ${conditionsOf(query)} and service is not null
    group by registry, service order by changes desc, service, registry limit ${MOST_SERVICES}`.execute(reads);
  return rows;
}

function conditionsOf({ filter, range }: RangeQuery): Expression<SqlBool> {
  return sql<SqlBool>`at >= ${range.fromMs} and at < ${range.toMs} and ${journalConditions(expressionBuilder<Tables, 'journal'>(), filter)}`;
}
