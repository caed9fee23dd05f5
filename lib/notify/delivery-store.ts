import type { Kysely } from 'kysely';
import type { Clock, Random } from '../domain/clock';
import type { NotificationDelivery } from '../domain/notification';
import { auditId } from '../storage/audit-id';
import type { Tables } from '../storage/tables';
import type { Delivery, DeliveryOutcome, NewDelivery } from './delivery';
import { dropExcess, pruneLog, waitingRules } from './delivery-limits';
import { deliveryRow, loggedDelivery, waitingDelivery } from './delivery-rows';
import type { Message } from './message';

const LOGGED = [
  'id',
  'target',
  'rule',
  'status',
  'state',
  'at',
  'attempts',
  'next_at',
  'ended_at',
  'detail',
  'alerts',
  'subjects',
] as const;

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
}

/** Messages on their way, in the order of sending, and the log of those that have ended. May throw a StorageError. */
export class DeliveryStore {
  readonly #db: Kysely<Tables>;
  readonly #deps: Deps;
  #latest = 0;
  #serial = 0;

  constructor(db: Kysely<Tables>, deps: Deps) {
    this.#db = db;
    this.#deps = deps;
  }

  /** Puts messages in the queue, within a transaction where one is given; no repeat where one of its rule is left there. */
  async enqueue(deliveries: readonly NewDelivery[], db: Kysely<Tables> = this.#db): Promise<void> {
    const left = await waitingRules(db, deliveries);
    for (const { target, message, isRepeat } of deliveries) {
      if (isRepeat && left.get(target)?.has(message.rule)) continue;
      await db
        .insertInto('notification_deliveries')
        .values(deliveryRow(this.#nextId(), target, { message, at: this.#deps.clock.now() }))
        .execute();
    }
    for (const target of new Set(deliveries.map((delivery) => delivery.target)))
      await dropExcess(db, target, this.#deps.clock.now());
  }

  /** What is to be sent to a target next; null where nothing waits. */
  async head(target: string): Promise<Delivery | null> {
    const row = await this.#db
      .selectFrom('notification_deliveries')
      .selectAll()
      .where('target', '=', target)
      .where('state', '=', 'waiting')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    return row ? waitingDelivery(row) : null;
  }

  /** Notes how a try ended. */
  async note(id: string, { state, attempts, detail, at }: DeliveryOutcome): Promise<void> {
    const isWaiting = state === 'waiting';
    await this.#db
      .updateTable('notification_deliveries')
      .set({ state, attempts, detail, ...(isWaiting ? { next_at: at } : { next_at: null, ended_at: at, body: '' }) })
      .where('id', '=', id)
      .execute();
    if (!isWaiting) await pruneLog(this.#db);
  }

  /** Writes a message into the log that was sent past the queue. */
  async log(target: string, message: Message, { state, attempts, detail, at }: DeliveryOutcome): Promise<void> {
    const row = deliveryRow(this.#nextId(), target, { message, at });
    await this.#db
      .insertInto('notification_deliveries')
      .values({ ...row, state, attempts, detail, next_at: null, ended_at: at, body: '' })
      .execute();
    await pruneLog(this.#db);
  }

  /** Ends what waits for targets that are none any more. */
  async endOthers(targets: readonly string[]): Promise<void> {
    await this.#db
      .updateTable('notification_deliveries')
      .set({ state: 'failed', next_at: null, ended_at: this.#deps.clock.now(), detail: 'no such target', body: '' })
      .where('state', '=', 'waiting')
      .$if(targets.length > 0, (update) => update.where('target', 'not in', targets))
      .execute();
  }

  /** The log, newest first. */
  async list({ limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }) {
    const rows = await this.#db
      .selectFrom('notification_deliveries')
      .select(LOGGED)
      .$if(cursor !== undefined, (select) => select.where('id', '<', cursor ?? ''))
      .orderBy('id', 'desc')
      // One more tells whether there is another page.
      .limit(limit + 1)
      .execute();
    const { total } = await this.#db
      .selectFrom('notification_deliveries')
      .select((build) => build.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const items = rows.slice(0, limit).map(loggedDelivery);
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null, total };
  }

  /** How many wait for a target, and its newest. */
  async standing(target: string): Promise<{ waiting: number; last: NotificationDelivery | null }> {
    const of = this.#db.selectFrom('notification_deliveries').where('target', '=', target);
    const { waiting } = await of
      .where('state', '=', 'waiting')
      .select((build) => build.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow();
    const last = await of.select(LOGGED).orderBy('id', 'desc').limit(1).executeTakeFirst();
    return { waiting, last: last ? loggedDelivery(last) : null };
  }

  #nextId(): string {
    const { clock, random } = this.#deps;
    // A clock that was set back must not put a message before those that were sent.
    this.#latest = Math.max(this.#latest, clock.now());
    return auditId(this.#latest, this.#serial++, random);
  }
}
