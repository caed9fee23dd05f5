import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { ChangeQuery } from '../domain/query';
import type { Tables } from '../storage/tables';
import { indexedText } from './indexed-text';
import type { JournalPlace } from './journal-cursor';

/** From the narrowest. */
const PLACES = ['action', 'instance', 'service', 'registry'] as const;

/** What a change must meet to pass the filter. */
export function journalConditions(
  build: ExpressionBuilder<Tables, 'journal'>,
  filter: ChangeQuery,
): Expression<SqlBool> {
  const { kind, origin, from, to } = filter;
  const all: Expression<SqlBool>[] = [];
  for (const name of PLACES) {
    const wanted = filter[name];
    if (wanted === undefined) continue;
    // The narrowest alone may choose the index: SQLite would take any, and read all of a registry for one instance.
    const column = all.length === 0 ? sql.ref(name) : sql`${sql.ref(name)} || ''`;
    all.push(sql<SqlBool>`${column} = ${indexedText(wanted)}`);
  }
  if (kind !== undefined) all.push(build('kind', '=', kind));
  // As it stands in the index of Rollcall's own.
  if (origin !== undefined) all.push(origin === 'rollcall' ? sql<SqlBool>`is_own = 1` : sql<SqlBool>`is_own = 0`);
  if (from !== undefined) all.push(build('at', '>=', Date.parse(from)));
  if (to !== undefined) all.push(build('at', '<', Date.parse(to)));
  return build.and(all);
}

/** What comes after a place, newest first. */
export function isOlderThan({ at, epoch, seq, item }: JournalPlace): Expression<SqlBool> {
  // The first half says nothing new, but is what an index by time can use.
  return sql<SqlBool>`(at <= ${at} and (at, epoch, seq, item) < (${at}, ${epoch}, ${seq}, ${item}))`;
}
