import type { Kysely } from 'kysely';
import type { Tables } from '../storage/tables';
import type { Claim } from './action-rows';

/** Which process works on which action. Every method may throw what the database says. */
export class Claims {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Takes the open actions nobody works on, keeps one's own, and answers the ids of all that are one's own now. */
  async claim({ by, until }: Claim, now: number): Promise<readonly string[]> {
    await this.#db
      .updateTable('actions')
      .set({ claimed_by: by, claimed_until: until })
      .where('is_open', '=', 1)
      .where(({ eb, or }) =>
        or([eb('claimed_by', 'is', null), eb('claimed_by', '=', by), eb('claimed_until', '<', now)]),
      )
      .execute();
    const rows = await this.#db
      .selectFrom('actions')
      .select('id')
      .where('is_open', '=', 1)
      .where('claimed_by', '=', by)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Who works on an action; null where nobody does, or there is none. */
  async ownerOf(id: string): Promise<string | null> {
    const row = await this.#db.selectFrom('actions').select('claimed_by').where('id', '=', id).executeTakeFirst();
    return row?.claimed_by ?? null;
  }

  /** Leaves one's own actions to whoever comes next. */
  async release(by: string): Promise<void> {
    await this.#db.updateTable('actions').set({ claimed_until: 0 }).where('claimed_by', '=', by).execute();
  }
}
