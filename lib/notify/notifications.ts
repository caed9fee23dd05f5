import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import type {
  MuteScope,
  NotificationDelivery,
  NotificationMute,
  NotificationOverview,
  NotificationTarget,
  NotificationTest,
} from '../domain/notification';
import type { Feed } from '../feed/feed';
import { asOnlyWriter } from '../history/writer-lock';
import type { Storage } from '../storage/storage';
import { loadAlerts } from './alert-store';
import { attempt } from './attempt';
import { Courier } from './courier';
import { DeliveryStore } from './delivery-store';
import { evaluate } from './evaluator';
import { testMessage } from './message';
import { MuteStore } from './mute-store';
import { shownAlerts, shownMute, shownRules } from './overview';
import type { Rule } from './rule';
import { hostOf, type Target } from './target';

/** Who is told what. */
export interface Notifications {
  /** Everything as it stands, whichever process evaluates. @throws StorageError */
  overview(): Promise<NotificationOverview>;
  /** The log, newest first. @throws StorageError */
  deliveries(page: { readonly limit: number; readonly cursor?: string | undefined }): Promise<{
    items: NotificationDelivery[];
    nextCursor: string | null;
    total: number;
  }>;
  /** Sends a test message past the queue; null where there is no such target. @throws StorageError */
  test(target: string): Promise<NotificationTest | null>;
  /** @throws StorageError */
  mute(mute: MuteScope & Pick<NotificationMute, 'reason' | 'by'>, seconds: number): Promise<NotificationMute>;
  /** Those that are not over. @throws StorageError */
  mutes(): Promise<NotificationMute[]>;
  /** @throws StorageError */
  unmute(id: string): Promise<void>;
  hasRule(id: string): boolean;
  /** Evaluates and delivers until the signal aborts; of several processes with one PostgreSQL one at a time. */
  run(signal: AbortSignal): Promise<void>;
}

export interface NotificationsSettings {
  readonly rules: readonly Rule[];
  readonly targets: readonly Target[];
  readonly groupSeconds: number;
  readonly giveUpAfterHours: number;
  /** Where people reach Rollcall: what links in messages begin with. */
  readonly publicUrl?: string | undefined;
}

export interface NotificationsDeps {
  readonly feed: Feed;
  readonly storage: Pick<Storage, 'db'>;
  /** `postgres://…` where other processes share the database; null for none. */
  readonly databaseUrl: string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly newId: () => string;
}

export function createNotifications(settings: NotificationsSettings, deps: NotificationsDeps): Notifications {
  const { rules, targets, groupSeconds, giveUpAfterHours, publicUrl } = settings;
  const { storage, clock, random, log, newId, databaseUrl: url } = deps;
  const deliveries = new DeliveryStore(storage.db, { clock, random });
  const mutes = new MuteStore(storage.db);
  const courierDeps = { deliveries, clock, random, log, giveUpAfterMs: giveUpAfterHours * 3_600_000 };
  const couriers = new Map(targets.map((target) => [target.id, new Courier(target, courierDeps)]));
  const evaluating = { ...deps, deliveries, mutes, couriers, rules, groupMs: groupSeconds * 1000, publicUrl };

  async function work(signal: AbortSignal): Promise<void> {
    const jobs = [endOthers(), evaluate(evaluating, signal), ...[...couriers.values()].map((each) => each.run(signal))];
    await Promise.all(jobs.map((job) => job.catch((error: unknown) => fault(error, signal))));
  }
  async function endOthers(): Promise<void> {
    await deliveries.endOthers(targets.map(({ id }) => id));
  }
  function fault(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) log.error({ err: error }, 'notifications-failed');
  }
  async function shownTarget(target: Target): Promise<NotificationTarget> {
    const { waiting, last } = await deliveries.standing(target.id);
    return { id: target.id, kind: target.kind, host: hostOf(target), waiting, lastDelivery: last };
  }

  return {
    async overview() {
      const now = clock.now();
      const [alerts, muted, shownTargets] = await Promise.all([
        loadAlerts(storage.db),
        mutes.list(now),
        Promise.all(targets.map(shownTarget)),
      ]);
      const known = alerts.filter(({ rule }) => rules.some(({ id }) => id === rule));
      const count = (phase: string) => known.filter((alert) => alert.phase === phase).length;
      return {
        rules: shownRules(rules, known, muted, now),
        targets: shownTargets,
        alerts: shownAlerts(known, muted, now),
        totals: { firing: count('firing'), pending: count('pending') },
        mutes: muted.map(shownMute),
      };
    },

    deliveries: (page) => deliveries.list(page),

    async test(id) {
      const target = targets.find((candidate) => candidate.id === id);
      if (!target) return null;
      const began = clock.now();
      const message = testMessage(began);
      // Whoever asked may leave; what was sent is in the log all the same.
      const signal = new AbortController().signal;
      const { result, detail } = await attempt(target, { id: newId(), message }, { clock, signal });
      const [delivered, at] = [result === 'delivered', clock.now()];
      await deliveries.log(id, message, { state: delivered ? 'delivered' : 'failed', attempts: 1, detail, at });
      return { delivered, detail, milliseconds: Math.max(0, at - began) };
    },

    async mute(wanted, seconds) {
      const at = clock.now();
      const mute = { ...wanted, id: newId(), at, until: at + seconds * 1000 };
      await mutes.add(mute);
      return shownMute(mute);
    },

    mutes: async () => (await mutes.list(clock.now())).map(shownMute),
    unmute: (id) => mutes.remove(id),
    hasRule: (id) => rules.some((rule) => rule.id === id),

    async run(signal) {
      // Without rules there is nobody to tell anything, and nothing to look for.
      if (rules.length === 0) await endOthers();
      else if (url === null) await work(signal);
      else await asOnlyWriter({ url, registry: 'notifications', purpose: 'notifications', clock, log }, work, signal);
    },
  };
}
