import type { Change } from '../domain/change';
import { type ChangeQuery, compareText } from '../domain/query';
import { formatJournalCursor } from '../history/journal-cursor';
import { parsePosition } from '../history/journal-row';
import { readChange } from '../history/past-change';
import { runtime } from '../running';
import { isStorageError } from '../storage/storage-error';
import { knownUpstream } from './catalogs';
import type { Page } from './page';
import { Problem } from './problem';
import { DEFAULT_LIMIT } from './reads';

export interface ChangePage extends Page<Change> {
  /** Set where there are more: to count them all would be to read them all. */
  readonly totalIsAtLeast?: true;
}

type ChangesQuery = ChangeQuery & { readonly limit?: number | undefined; readonly cursor?: string | undefined };

const COUNTED = 100_000;

/** What is committed of the changes, newest first. @throws Problem, StorageError */
export async function listChanges({ limit = DEFAULT_LIMIT, cursor, ...filter }: ChangesQuery): Promise<ChangePage> {
  if (filter.registry !== undefined) knownUpstream(filter.registry);
  const { journal } = runtime().history;
  const [page, counted] = await Promise.all([
    journal.read({ ...filter, limit, cursor }),
    journal.count(filter, COUNTED + 1),
  ]);
  if (!page) throw new Problem('malformed', 'cursor: expected the nextCursor of an earlier answer');
  return { ...page, total: Math.min(counted, COUNTED), ...(counted > COUNTED && { totalIsAtLeast: true }) };
}

/** One change by its id. @throws Problem `unknown-change`, StorageError */
export async function getChange(id: string): Promise<Change> {
  const position = parsePosition(id);
  const change = position && (await readChange(runtime().storage, position));
  if (!change) throw new Problem('unknown-change', 'There is no change of this id, or it is no longer kept.');
  return change;
}

/**
 * The first page for somebody who goes on with the stream: with what this process is yet to commit, as the stream will
 * not tell it again. Without a database, what the process itself remembers. @throws Problem
 */
export async function firstChanges({ limit = DEFAULT_LIMIT, ...filter }: ChangesQuery): Promise<ChangePage> {
  const { feed, history, log } = runtime();
  // Before the read: what is committed meanwhile may not be on the page.
  const unwritten = history.unwritten();
  const { items, total, fresh, ...page } = await listChanges({ ...filter, limit }).then(
    (committed) => ({ ...committed, fresh: unwritten }),
    (error: unknown) => {
      if (!isStorageError(error)) throw error;
      log.warn({ err: error }, 'journal-unreadable');
      return { items: [], nextCursor: null, total: 0, fresh: feed.changes() };
    },
  );
  const known = new Set(items.map(({ id }) => id));
  const added = [...fresh].filter((change) => !known.has(change.id) && matches(change, filter));
  const all = [...added, ...items].sort((a, b) => compareText(b.at, a.at));
  const last = all[limit - 1];
  const place = last && parsePosition(last.id);
  return {
    ...page,
    items: all.slice(0, limit),
    nextCursor:
      all.length > limit && place ? formatJournalCursor({ at: Date.parse(last.at), ...place }) : page.nextCursor,
    total: total + added.length,
  };
}

const EQUAL = ['registry', 'service', 'instance', 'kind', 'origin', 'action'] as const;

function matches(change: Change, filter: ChangeQuery): boolean {
  return (
    EQUAL.every((name) => filter[name] === undefined || change[name] === filter[name]) &&
    (filter.from === undefined || Date.parse(change.at) >= Date.parse(filter.from)) &&
    (filter.to === undefined || Date.parse(change.at) < Date.parse(filter.to))
  );
}
