import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import { attempt } from './attempt';
import { Bell } from './bell';
import type { Delivery } from './delivery';
import type { DeliveryStore } from './delivery-store';
import type { Message } from './message';
import { outcomeOf } from './retry';
import type { Target } from './target';

export interface CourierDeps {
  readonly deliveries: DeliveryStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** After how long a message that cannot be delivered is given up, in milliseconds. */
  readonly giveUpAfterMs: number;
}

/** How often a queue is looked into that nobody has rung for, in milliseconds. */
const LOOK_MS = 60_000;
/** After the database has failed, in milliseconds. */
const AFTER_FAULT_MS = 2_000;
/** How long an answer is still waited for when all is to end, in milliseconds: what was delivered should be known to be. */
const LAST_WORD_MS = 2_000;

/** Brings one target its messages, one after the other in the order of the queue. */
export class Courier {
  readonly #target: Target;
  readonly #deps: CourierDeps;
  readonly #bell = new Bell();
  #mentions: Message[] = [];

  constructor(target: Target, deps: CourierDeps) {
    this.#target = target;
    this.#deps = deps;
  }

  get target(): Target {
    return this.#target;
  }

  /** There is something in the queue. */
  ring(): void {
    this.#bell.ring();
  }

  /** Works until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, deliveries, log } = this.#deps;
    this.#mentions = [];
    while (!signal.aborted) {
      try {
        const head = await deliveries.head(this.#target.id);
        // What waits may tell otherwise; it is not to be taken back by what was so before.
        if (head) this.#mentions = [];
        const mention = this.#mentions.shift();
        const waitMs = head ? head.nextAt - clock.now() : LOOK_MS;
        if (mention) await this.#refresh(mention, signal);
        else if (waitMs > 0) await this.#bell.wait(Math.min(waitMs, LOOK_MS), clock, signal);
        else if (head) await this.#deliver(head, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error, target: this.#target.id }, 'notification-queue-failed');
        await clock.sleep(AFTER_FAULT_MS, signal).catch(() => undefined);
      }
    }
  }

  /** Sends messages past the queue once nothing waits in it, in place of those from the last time that were not sent. */
  mention(messages: Message[]): void {
    this.#mentions = messages;
    if (messages.length > 0) this.#bell.ring();
  }

  async #deliver(delivery: Delivery, signal: AbortSignal): Promise<void> {
    const { clock, deliveries, random, log, giveUpAfterMs } = this.#deps;
    const ended = await withLastWord(clock, signal, (ending) =>
      attempt(this.#target, delivery, { clock, signal: ending }),
    );
    const outcome = outcomeOf(delivery, ended, { now: clock.now(), random, giveUpAfterMs });
    const { id, status } = delivery;
    const { state, attempts, detail } = outcome;
    const line = { delivery: id, target: this.#target.id, status, attempts, detail };
    if (state === 'delivered') log.info(line, 'notification-delivered');
    else if (state === 'failed') log.error(line, 'notification-given-up');
    else log.warn(line, 'notification-not-delivered');
    await deliveries.note(id, outcome);
  }

  async #refresh(message: Message, signal: AbortSignal): Promise<void> {
    const { clock, random, log } = this.#deps;
    const id = `refresh-${Math.floor(random() * 2 ** 48).toString(36)}`;
    const { result, detail } = await attempt(this.#target, { id, message }, { clock, signal });
    if (result !== 'delivered') log.warn({ target: this.#target.id, detail }, 'notification-refresh-failed');
  }
}

/** Does something under a signal that aborts a while after the given one. */
async function withLastWord<T>(
  clock: Clock,
  signal: AbortSignal,
  work: (ending: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const over = new AbortController();
  const end = () => {
    const wait = clock.sleep(LAST_WORD_MS, over.signal);
    void wait.then(
      () => ending.abort(),
      () => undefined,
    );
  };
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true, signal: over.signal });
  try {
    return await work(ending.signal);
  } finally {
    over.abort();
  }
}
