import { sql } from 'kysely';
import type { Clock } from '../domain/clock';
import type { Storage } from '../storage/storage';

export interface AttemptRule {
  readonly max: number;
  /** In seconds, from the first attempt on. */
  readonly window: number;
}

/** How often something may be tried, counted in the database, so that replicas count together. */
export interface Attempts {
  /** Counts one attempt. @returns null where it is allowed, otherwise in how many seconds to try again */
  count(key: string, rule: AttemptRule): Promise<number | null>;
  forget(key: string): Promise<void>;
}

/** What is older than this is forgotten, in milliseconds; longer than any rule's window. */
const KEEP_MS = 24 * 60 * 60 * 1_000;

export function createAttempts({ db }: Pick<Storage, 'db'>, clock: Clock): Attempts {
  return {
    async count(key, { max, window }) {
      const now = clock.now();
      const begun = now - window * 1_000;
      const { count, since } = await db
        .insertInto('attempts')
        .values({ key, count: 1, since: now })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when attempts.since <= ${begun} then 1 else attempts.count + 1 end`,
            since: sql`case when attempts.since <= ${begun} then ${now} else attempts.since end`,
          }),
        )
        .returning(['count', 'since'])
        .executeTakeFirstOrThrow();
      if (count === 1)
        await db
          .deleteFrom('attempts')
          .where('since', '<', now - KEEP_MS)
          .execute();
      return count <= max ? null : Math.max(1, Math.ceil((since + window * 1_000 - now) / 1_000));
    },
    async forget(key) {
      await db.deleteFrom('attempts').where('key', '=', key).execute();
    },
  };
}
