import type { Change } from '../domain/change';
import type { ChangeQuery } from '../domain/query';
import type { Storage } from '../storage/storage';
import { formatJournalCursor, type JournalPlace, parseJournalCursor } from './journal-cursor';
import { isOlderThan, journalConditions } from './journal-filter';
import { changeOf } from './journal-row';

export interface JournalQuery extends ChangeQuery {
  readonly limit: number;
  /** The `nextCursor` of an earlier page. */
  readonly cursor?: string | undefined;
}

export interface JournalPage {
  readonly items: Change[];
  readonly nextCursor: string | null;
}

/** What is committed of the journal. Every method may throw a StorageError. */
export interface JournalReader {
  /** Newest first; null for a cursor that is none. */
  read(query: JournalQuery): Promise<JournalPage | null>;
  /** How many match, counted up to `atMost`: to count all of them is to read all of them. */
  count(filter: ChangeQuery, atMost: number): Promise<number>;
  /** All that match, newest first, a page at a time. */
  walk(filter: ChangeQuery): AsyncGenerator<readonly Change[], void, undefined>;
}

/** How many changes are held at a time while all are read. */
const READ_AT_ONCE = 1_000;

/** Over the table of its name. */
export function createJournalReader({ reads: db }: Pick<Storage, 'reads'>): JournalReader {
  async function page(filter: ChangeQuery, { limit, after }: { limit: number; after: JournalPlace | null }) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where((build) => journalConditions(build, filter))
      .$if(after !== null, (select) => select.where(isOlderThan(after as JournalPlace)))
      .orderBy('at', 'desc')
      .orderBy('epoch', 'desc')
      .orderBy('seq', 'desc')
      .orderBy('item', 'desc')
      // One more tells whether there is another page.
      .limit(limit + 1)
      .execute();
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(changeOf), next: last ?? null };
  }

  return {
    async read({ limit, cursor, ...filter }) {
      const after = cursor === undefined ? null : parseJournalCursor(cursor);
      if (cursor !== undefined && after === null) return null;
      const { items, next } = await page(filter, { limit, after });
      return { items, nextCursor: next && formatJournalCursor(next) };
    },

    async count(filter, atMost) {
      const matching = db
        .selectFrom('journal')
        .select('item')
        .where((build) => journalConditions(build, filter))
        .limit(atMost);
      const counted = db.selectFrom(matching.as('matching')).select((build) => build.fn.countAll<number>().as('total'));
      return (await counted.executeTakeFirstOrThrow()).total;
    },

    async *walk(filter) {
      let after: JournalPlace | null = null;
      do {
        const { items, next }: Awaited<ReturnType<typeof page>> = await page(filter, { limit: READ_AT_ONCE, after });
        if (items.length > 0) yield items;
        after = next;
      } while (after !== null);
    },
  };
}
