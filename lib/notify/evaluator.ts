import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Entry } from '../feed/ring';
import type { Storage } from '../storage/storage';
import type { Alert } from './alert';
import { AlertBook } from './alert-book';
import { loadAlerts, saveAlerts } from './alert-store';
import { REFRESH_MS } from './alertmanager';
import type { Courier } from './courier';
import type { DeliveryStore } from './delivery-store';
import { type DueMessage, dueMessages } from './due-messages';
import { type MessageContext, messageOf, messagesOf } from './message';
import type { Mute } from './mute';
import { mutedUntil } from './mute';
import type { MuteStore } from './mute-store';
import type { Rule } from './rule';

export interface EvaluatorDeps {
  readonly feed: Feed;
  readonly storage: Pick<Storage, 'db'>;
  readonly deliveries: DeliveryStore;
  readonly mutes: MuteStore;
  readonly couriers: ReadonlyMap<string, Courier>;
  readonly rules: readonly Rule[];
  readonly groupMs: number;
  readonly publicUrl: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** How often it is looked, in milliseconds. */
const LOOK_MS = 500;
/** After the database has failed, in milliseconds. */
const AFTER_FAULT_MS = 2_000;

/**
 * Looks at the catalogs until the signal aborts, and puts what is to be told into the queues. What has changed and the
 * messages that tell of it are kept at once: neither is there without the other.
 */
export async function evaluate(deps: EvaluatorDeps, signal: AbortSignal): Promise<void> {
  const { feed, storage, clock, log, rules } = deps;
  const entries: Entry[] = [];
  let note = (entry: Entry): void => void entries.push(entry);
  const unsubscribe = feed.subscribe((entry) => note(entry));
  try {
    const book = new AlertBook(rules, await untilKept(() => loadAlerts(storage.db), deps, signal));
    note = (entry) => book.note(entry);
    for (const entry of entries) book.note(entry);
    let refreshedAt = 0;
    while (!signal.aborted) {
      try {
        await turn(book, deps);
        if (clock.now() - refreshedAt >= REFRESH_MS || clock.now() < refreshedAt) {
          refreshedAt = clock.now();
          refresh(book, deps);
        }
        await clock.sleep(LOOK_MS, signal);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ err: error }, 'notifications-failed');
        await clock.sleep(AFTER_FAULT_MS, signal).catch(() => undefined);
      }
    }
  } finally {
    unsubscribe();
  }
}

/** Looks once, and keeps what came of it. */
async function turn(book: AlertBook, deps: EvaluatorDeps): Promise<void> {
  const { feed, storage, clock, couriers, deliveries, rules, groupMs, log } = deps;
  const now = clock.now();
  const registries = new Map([...feed.upstreams()].map((upstream) => [upstream.registry.id, upstream]));
  const mutes = await deps.mutes.list(now);
  book.look(registries, now);
  for (const rule of rules) {
    const telling = { now, groupMs, isMuted: (alert: Alert) => isMuted(mutes, alert, now) };
    for (const due of dueMessages(book.alerts(rule), rule, telling)) {
      log.info({ rule: rule.id, status: due.status, alerts: due.alerts.length }, 'notification');
      enqueue(book, rule, { due, now, deps });
    }
  }
  await book.unsaved.flush(async (unsaved) => {
    await storage.db.transaction().execute(async (tx) => {
      await saveAlerts(tx, unsaved.alerts);
      await deliveries.enqueue(unsaved.deliveries, tx);
    });
    for (const { target } of unsaved.deliveries) couriers.get(target)?.ring();
  });
}

function enqueue(book: AlertBook, rule: Rule, told: { due: DueMessage; now: number; deps: EvaluatorDeps }): void {
  const { due, now, deps } = told;
  const context = contextOf(deps, now);
  const brief = [messageOf(rule.id, due, context)];
  const whole = messagesOf(rule.id, due, context);
  const isRepeat = due.status === 'firing' && due.alerts.every(({ toldAt }) => toldAt !== null);
  for (const target of rule.targets) {
    const messages = deps.couriers.get(target)?.target.kind === 'slack' ? brief : whole;
    for (const message of messages) book.unsaved.send({ target, message, isRepeat });
  }
  book.told(rule, due.alerts, now);
}

/** Tells every Alertmanager what still fires: it takes for well what it does not hear of. */
function refresh(book: AlertBook, deps: EvaluatorDeps): void {
  const { couriers, rules, clock } = deps;
  const managers = [...couriers.values()].filter(({ target }) => target.kind === 'alertmanager');
  for (const manager of managers) {
    const mine = rules.filter(({ targets }) => targets.includes(manager.target.id));
    manager.mention(
      mine.flatMap((rule) => {
        const alerts = [...book.alerts(rule)].filter(({ phase, toldAt }) => phase === 'firing' && toldAt !== null);
        return messagesOf(rule.id, { status: 'firing', alerts }, contextOf(deps, clock.now()));
      }),
    );
  }
}

function contextOf({ feed, publicUrl }: EvaluatorDeps, at: number): MessageContext {
  return { at, publicUrl, catalogOf: (registry) => feed.upstream(registry)?.catalog };
}

function isMuted(mutes: readonly Mute[], alert: Alert, now: number): boolean {
  return mutedUntil(mutes, alert, now) !== null;
}

/** Does it again until it succeeds. Rejects when the signal aborts. */
async function untilKept<T>(work: () => Promise<T>, { clock, log }: EvaluatorDeps, signal: AbortSignal): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      log.error({ err: error }, 'notifications-failed');
      await clock.sleep(AFTER_FAULT_MS, signal);
    }
  }
}
