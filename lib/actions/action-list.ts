import { type Kysely, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { ActionKind, StepState } from '../domain/action';
import { searchWords } from '../domain/query';
import { likePattern } from '../storage/like-pattern';
import { storedText } from '../storage/stored-text';
import type { Tables } from '../storage/tables';
import { ActionError } from './action-error';

/** What a list of actions is narrowed to; an absent field narrows nothing. */
export interface ActionQuery {
  readonly registry?: string | undefined;
  readonly service?: string | undefined;
  readonly instance?: string | undefined;
  readonly state?: StepState | undefined;
  readonly kind?: ActionKind | undefined;
  readonly actor?: string | undefined;
  /** Words, each anywhere in its id, who, why, and service, address and instance of a target. */
  readonly q?: string | undefined;
  readonly limit?: number | undefined;
  /** The `nextCursor` of an earlier answer. */
  readonly cursor?: string | undefined;
}

const DEFAULT_LIMIT = 100;

/** The ids of one page, newest first. @throws ActionError `malformed` for a cursor that is not one */
export async function listActionIds(
  db: Kysely<Tables>,
  query: ActionQuery,
): Promise<{ readonly ids: readonly string[]; readonly nextCursor: string | null; readonly total: number }> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const matching = narrowed(db.selectFrom('actions'), query);
  let page = matching.select(['id', 'at']).orderBy('at', 'desc').orderBy('id', 'desc');
  if (after) {
    page = page.where(({ eb, or, and }) =>
      or([eb('at', '<', after.at), and([eb('at', '=', after.at), eb('id', '<', after.id)])]),
    );
  }
  const [rows, counted] = await Promise.all([
    page.limit(limit + 1).execute(),
    matching.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    ids: rows.slice(0, limit).map(({ id }) => id),
    nextCursor: last ? writeCursor(last) : null,
    total: Number(counted.total),
  };
}

function narrowed<T>(
  actions: SelectQueryBuilder<Tables, 'actions', T>,
  { registry, service, instance, state, kind, actor, q }: ActionQuery,
): SelectQueryBuilder<Tables, 'actions', T> {
  let query = actions;
  if (state !== undefined) query = query.where('state', '=', state);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (actor !== undefined) query = query.where('actor', '=', actor);
  for (const word of searchWords(q)) {
    query = query.where(({ ref }) => sql<SqlBool>`${ref('words')} like ${likePattern(word)} escape '\\'`);
  }
  if (registry === undefined && service === undefined && instance === undefined) return query;
  return query.where(({ exists, selectFrom }) => {
    let steps = selectFrom('action_steps').select('action').whereRef('action', '=', 'actions.id');
    if (registry !== undefined) steps = steps.where('registry', '=', registry);
    if (service !== undefined) steps = steps.where('service', '=', storedText(service));
    if (instance !== undefined) steps = steps.where('instance', '=', instance);
    return exists(steps);
  });
}

interface Place {
  readonly at: number;
  readonly id: string;
}

function writeCursor({ at, id }: Place): string {
  return `${at}.${id}`;
}

function readCursor(cursor: string): Place {
  const [, at, id] = /^(\d{1,16})\.([0-9A-Za-z_-]{1,64})$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) {
    throw new ActionError('malformed', 'cursor: expected the nextCursor of an earlier answer');
  }
  return { at: Number(at), id };
}
