import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AuditOutcome } from '../domain/audit';
import { searchWords } from '../domain/query';
import { timeDigits } from './audit-id';
import { likePattern } from './like-pattern';
import { storedText } from './stored-text';
import type { Tables } from './tables';

export interface AuditFilter {
  readonly actor?: string | undefined;
  readonly kind?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly registry?: string | undefined;
  readonly service?: string | undefined;
  readonly instance?: string | undefined;
  readonly action?: string | undefined;
  /** ISO 8601, inclusive. */
  readonly from?: string | undefined;
  /** ISO 8601, exclusive. */
  readonly to?: string | undefined;
  /** Words, each anywhere in who, where from, what, on what, why and what came of it. */
  readonly q?: string | undefined;
}

const EQUAL = ['actor', 'kind', 'outcome', 'registry', 'service', 'instance', 'action'] as const;
const SEARCHED = [
  'actor',
  'source',
  'kind',
  'registry',
  'service',
  'instance',
  'action',
  'reason',
  'detail',
] as const satisfies readonly (keyof Tables['audit'])[];

/** What a record must meet to pass the filter. */
export function auditConditions(build: ExpressionBuilder<Tables, 'audit'>, filter: AuditFilter): Expression<SqlBool> {
  const { from, to, q } = filter;
  const all: Expression<SqlBool>[] = [];
  for (const name of EQUAL) {
    const wanted = filter[name];
    if (wanted !== undefined) all.push(build(name, '=', storedText(wanted)));
  }
  if (from !== undefined) all.push(build('id', '>=', timeDigits(Date.parse(from))));
  if (to !== undefined) all.push(build('id', '<', timeDigits(Date.parse(to))));
  for (const word of searchWords(q)) {
    const pattern = likePattern(word);
    all.push(build.or(SEARCHED.map((name) => sql<SqlBool>`lower(${sql.ref(name)}) like ${pattern} escape '\\'`)));
  }
  return build.and(all);
}
