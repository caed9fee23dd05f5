import type { Kysely } from 'kysely';
import type { AuditRecord, NewAuditRecord } from '../domain/audit';
import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import { type AuditFilter, auditConditions } from './audit-filter';
import { auditId } from './audit-id';
import { auditRecord, auditRow } from './audit-row';
import type { Storage } from './storage';
import type { AuditTable, Tables } from './tables';

export interface AuditQuery extends AuditFilter {
  readonly limit: number;
  /** The `nextCursor` of an earlier page. */
  readonly cursor?: string | undefined;
}

export interface AuditPage {
  readonly items: AuditRecord[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** What was asked of Rollcall, by whom, and what came of it. It only ever grows. */
export interface AuditStore {
  /**
   * Appends a record. What is `attempted` may go on only once this has resolved. Any other outcome has happened
   * already: when it cannot be kept, the log gets it, and the caller is told nothing.
   * @throws StorageError for an attempt that could not be recorded
   */
  record(record: NewAuditRecord): Promise<void>;
  /** The same for several at once: all are kept, or none. @throws StorageError as `record` */
  recordAll(records: readonly NewAuditRecord[]): Promise<void>;
  /** Newest first. @throws StorageError */
  list(query: AuditQuery): Promise<AuditPage>;
  /** All that match, newest first, a page at a time. @throws StorageError */
  read(filter: AuditFilter): AsyncGenerator<readonly AuditRecord[], void, undefined>;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** How many records are held at a time while all are read. */
const READ_AT_ONCE = 1_000;
/** How many rows a statement writes: databases limit its values. */
const WRITTEN_AT_ONCE = 250;

async function insertInParts(db: Kysely<Tables>, rows: readonly AuditTable[]): Promise<void> {
  for (let at = 0; at < rows.length; at += WRITTEN_AT_ONCE) {
    await db
      .insertInto('audit')
      .values(rows.slice(at, at + WRITTEN_AT_ONCE))
      .execute();
  }
}

/** Over the table of its name; records get the time of `clock`. */
export function createAuditStore({ db }: Storage, { clock, random, log }: Deps): AuditStore {
  let latest = 0;
  let serial = 0;

  async function page(filter: AuditFilter, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where((build) => auditConditions(build, filter))
      .$if(cursor !== undefined, (select) => select.where('id', '<', cursor ?? ''))
      .orderBy('id', 'desc')
      // One more tells whether there is another page.
      .limit(limit + 1)
      .execute();
    const items = rows.slice(0, limit).map(auditRecord);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async function recordAll(records: readonly NewAuditRecord[]): Promise<void> {
    if (records.length === 0) return;
    // A clock that was set back must not put a record before those that are already read.
    latest = Math.max(latest, clock.now());
    const rows = records.map((record) => auditRow(record, { id: auditId(latest, serial++, random), at: latest }));
    try {
      // One statement is all or nothing by itself.
      if (rows.length <= WRITTEN_AT_ONCE) await db.insertInto('audit').values(rows).execute();
      else await db.transaction().execute((tx) => insertInParts(tx, rows));
    } catch (error) {
      if (records.some(({ outcome }) => outcome === 'attempted')) throw error;
      for (const { before: _before, after: _after, ...kept } of records) {
        log.error({ err: error, record: kept }, 'audit-record-lost');
      }
    }
  }

  return {
    record: (record) => recordAll([record]),
    recordAll,

    async list({ limit, cursor, ...filter }) {
      const counted = db
        .selectFrom('audit')
        .select((build) => build.fn.countAll<number>().as('total'))
        .where((build) => auditConditions(build, filter))
        .executeTakeFirstOrThrow();
      const [{ items, nextCursor }, { total }] = await Promise.all([page(filter, { limit, cursor }), counted]);
      return { items, nextCursor, total };
    },

    async *read(filter) {
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const { items, nextCursor } = await page(filter, { limit: READ_AT_ONCE, cursor });
        if (items.length > 0) yield items;
        cursor = nextCursor;
      }
    },
  };
}
