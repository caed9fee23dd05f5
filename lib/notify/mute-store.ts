import type { Kysely } from 'kysely';
import { storedText } from '../storage/stored-text';
import type { Tables } from '../storage/tables';
import type { Mute } from './mute';

/** Mutes as they are kept. May throw a StorageError. */
export class MuteStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Those that are not over at `now`, the one that lasts longest first. */
  async list(now: number): Promise<Mute[]> {
    const rows = await this.#db
      .selectFrom('notification_mutes')
      .selectAll()
      .where('until_at', '>', now)
      .orderBy('until_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(({ until_at, muted_by, ...rest }) => ({ ...rest, until: until_at, by: muted_by }));
  }

  /** Keeps a new one, and forgets those that are over. */
  async add({ id, rule, registry, service, until, reason, by, at }: Mute): Promise<void> {
    await this.#db.deleteFrom('notification_mutes').where('until_at', '<=', at).execute();
    await this.#db
      .insertInto('notification_mutes')
      .values({
        id,
        rule,
        registry: registry && storedText(registry),
        service: service && storedText(service),
        until_at: until,
        reason: storedText(reason),
        muted_by: storedText(by),
        at,
      })
      .execute();
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('notification_mutes').where('id', '=', id).execute();
  }
}
