import { randomBytes } from 'node:crypto';
import type { Health } from '@/lib/domain/instance';
import { Feed } from '@/lib/feed/feed';
import { createNotifications, type Notifications, type NotificationsSettings } from '@/lib/notify/notifications';
import type { Rule } from '@/lib/notify/rule';
import type { Target } from '@/lib/notify/target';
import { openStorage, type StoragePlace } from '@/lib/storage/storage';
import { type ManualClock, manualClock } from './manual-clock';
import { observed } from './observed';
import { quietLog } from './quiet-log';
import { type ScriptedRegistry, scriptedRegistry } from './scripted-registry';
import { eventually } from './wait';

/** Notifications over a scripted registry `r`, with a database and a clock of their own. */
export interface Notifying extends AsyncDisposable {
  readonly registry: ScriptedRegistry;
  readonly notifications: Notifications;
  readonly clock: ManualClock;
  /** Writes an instance of a service of the same name. */
  put(service: string, health: Health): void;
  /** Lets time pass, half a second at a time, and all that is looked at meanwhile be kept. */
  pass(seconds: number): Promise<void>;
  /** Lets time pass until it is so. */
  until<T>(condition: () => T | Promise<T>): Promise<Exclude<T, false | undefined>>;
  /** Ends the work and begins another over the same database; the registry stays. */
  restart(afterMs?: number): Promise<void>;
}

/** As long as is waited between two looks. */
const STEP_MS = 500;

/** A rule `any`: any critical, at once, well after 3 s. */
export function anyCritical(given: Partial<Rule> = {}): Rule {
  return {
    id: 'any',
    registry: null,
    service: '*',
    when: { state: 'critical', threshold: { is: 'at-least', amount: { count: 1 } } },
    forMs: 0,
    resolveAfterMs: 3_000,
    repeatAfterMs: null,
    targets: ['hook'],
    groupBy: 'rule',
    ...given,
  };
}

/** A target `hook`: a webhook with the secret `hook-s3cret`. */
export function webhook(url: string, given: Partial<Target> = {}): Target {
  return { id: 'hook', kind: 'webhook', url, secret: 'hook-s3cret', headers: {}, timeoutMs: 2_000, ...given };
}

export async function notifying(
  place: StoragePlace,
  settings: Pick<NotificationsSettings, 'rules' | 'targets'> & Partial<NotificationsSettings>,
  { clock = manualClock() }: { clock?: ManualClock } = {},
): Promise<Notifying> {
  const registry = scriptedRegistry('r', []);
  const storage = await openStorage(place);
  const databaseUrl = 'url' in place ? place.url : null;
  const all = { groupSeconds: 1, giveUpAfterHours: 24, ...settings };

  function begin() {
    const rest = resting(clock);
    const feed = new Feed({ registries: [registry], clock, random: () => 0.5, log: quietLog, epoch: 'e1' });
    const newId = () => randomBytes(8).toString('hex');
    const deps = { feed, storage, databaseUrl, clock: rest.clock, random: () => 0.5, log: quietLog, newId };
    const notifications = createNotifications(all, deps);
    const ending = new AbortController();
    const running = Promise.all([feed.run(ending.signal), notifications.run(ending.signal)]);
    return { notifications, running, ending, rest };
  }
  async function end(): Promise<void> {
    running.ending.abort();
    let isOver = false;
    void running.running.then(() => {
      isOver = true;
    });
    await eventually(async () => {
      await clock.advance(STEP_MS);
      return isOver;
    });
  }
  async function step(): Promise<void> {
    await clock.advance(STEP_MS);
    // The database answers in real time: without this a slow one would see seconds go by between two looks.
    await eventually(running.rest.isResting);
  }
  async function pass(seconds: number): Promise<void> {
    for (let ms = 0; ms < seconds * 1_000; ms += STEP_MS) await step();
  }

  let running = begin();
  return {
    registry,
    clock,
    get notifications() {
      return running.notifications;
    },
    put: (service, health) => registry.put(observed({ id: service, service, health })),
    pass,
    until: (condition) =>
      eventually(
        async () => {
          await step();
          return condition();
        },
        { timeoutMs: 30_000 },
      ),
    async restart(afterMs = 0) {
      await end();
      clock.jump(afterMs);
      running = begin();
    },
    async [Symbol.asyncDispose]() {
      await end();
      await storage.close();
    },
  };
}

/** A clock that knows whether whoever looks every half second waits for the next look, or has not begun to look. */
function resting(clock: ManualClock): { readonly clock: ManualClock; readonly isResting: () => boolean } {
  let hasBegun = false;
  let waiting = 0;
  return {
    clock: {
      ...clock,
      sleep: (ms, signal) => {
        const sleep = clock.sleep(ms, signal);
        if (ms !== STEP_MS) return sleep;
        hasBegun = true;
        waiting += 1;
        return sleep.finally(() => {
          waiting -= 1;
        });
      },
    },
    isResting: () => !hasBegun || waiting > 0,
  };
}
