import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import { type Due, DueQueue } from './due-queue';

/** Work that comes round. */
export interface RepeatedWork {
  readonly everyMs: number;
  /** `lateMs` is how long it waited for its turn. Has to end soon after the signal aborts; what it throws is logged. */
  run(signal: AbortSignal, lateMs: number): Promise<void>;
}

export interface SchedulerSettings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How much runs at once, at most. */
  readonly concurrency: number;
  /** The share of an interval, 0 to below 1, by which chance puts a turn off; the next one is not put off with it. */
  readonly jitter?: number;
}

/** A clock that was set back is noticed after that long at the latest. */
const LONGEST_NAP_MS = 60_000;

interface Entry extends Due {
  readonly key: string;
  work: RepeatedWork;
  /** Turns are whole intervals from here: they neither drift nor bunch. */
  origin: number;
}

/**
 * Runs work at its interval: one timer for all of it, whoever is due longest first, never the same key twice at once. A
 * turn that comes while the last one runs is left out, and so are those missed while there was no room.
 */
export class Scheduler {
  readonly #settings: SchedulerSettings;
  readonly #entries = new Map<string, Entry>();
  readonly #queue = new DueQueue<Entry>();
  readonly #running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();
  #wake: () => void = () => {};
  /** What the loop sleeps for: a time, or Infinity while there is nothing due or no room. */
  #sleepsUntil = Number.POSITIVE_INFINITY;
  #seen = 0;

  constructor(settings: SchedulerSettings) {
    this.#settings = settings;
  }

  /** Adds work, its first turn by chance within an interval. Work of a known key takes its place and keeps its turns. */
  set(key: string, work: RepeatedWork): void {
    const known = this.#entries.get(key);
    if (known?.work.everyMs === work.everyMs) {
      known.work = work;
      this.#running.get(key)?.stop.abort();
      return;
    }
    this.remove(key);
    const { clock, random } = this.#settings;
    const now = clock.now();
    const entry: Entry = { key, work, origin: now - random() * work.everyMs, due: 0, place: -1 };
    this.#entries.set(key, entry);
    this.#putOff(entry, now);
    if (entry.due < this.#sleepsUntil && this.#hasRoom()) this.#wake();
  }

  /** Forgets a key and stops what runs of it. */
  remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#queue.remove(entry);
    this.#running.get(key)?.stop.abort();
  }

  /** Works until the signal aborts, and resolves when all that ran has ended. Call it once. */
  async run(signal: AbortSignal): Promise<void> {
    const end = () => this.#wake();
    signal.addEventListener('abort', end, { once: true });
    while (!signal.aborted) {
      this.#startDue();
      await this.#sleep(signal);
    }
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort(signal.reason);
    await Promise.all(running.map(({ ended }) => ended));
  }

  #hasRoom(): boolean {
    return this.#running.size < this.#settings.concurrency;
  }

  #startDue(): void {
    const now = this.#settings.clock.now();
    if (now < this.#seen) this.#setBack(now - this.#seen);
    this.#seen = now;
    for (let next = this.#queue.first(); next && next.due <= now && this.#hasRoom(); next = this.#queue.first()) {
      const { key, due, work } = next;
      this.#putOff(next, now);
      if (!this.#running.has(key)) this.#start(key, work, now - due);
    }
  }

  #start(key: string, work: RepeatedWork, lateMs: number): void {
    const stop = new AbortController();
    const ended = this.#runOnce(key, work, { signal: stop.signal, lateMs }).finally(() => {
      const wasFull = !this.#hasRoom();
      this.#running.delete(key);
      if (wasFull) this.#wake();
    });
    this.#running.set(key, { stop, ended });
  }

  async #runOnce(key: string, work: RepeatedWork, turn: { signal: AbortSignal; lateMs: number }): Promise<void> {
    try {
      await work.run(turn.signal, turn.lateMs);
    } catch (error) {
      if (turn.signal.aborted) return;
      const detail = error instanceof Error ? error.message : String(error);
      this.#settings.log.error({ key, detail }, 'repeated work failed');
    }
  }

  /** To the first turn after `now`. */
  #putOff(entry: Entry, now: number): void {
    const { everyMs } = entry.work;
    const turn = Math.floor((now - entry.origin) / everyMs) + 1;
    const { random, jitter = 0 } = this.#settings;
    entry.due = entry.origin + turn * everyMs + (jitter > 0 ? random() * jitter * everyMs : 0);
    this.#queue.put(entry);
  }

  /** A machine's time may be set back: without this all would wait until it has passed a second time. */
  #setBack(ms: number): void {
    this.#queue.shift(ms);
    for (const entry of this.#entries.values()) entry.origin += ms;
  }

  async #sleep(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { clock } = this.#settings;
    const due = this.#hasRoom() ? this.#queue.first()?.due : undefined;
    this.#sleepsUntil = due ?? Number.POSITIVE_INFINITY;
    const nap = new AbortController();
    await new Promise<void>((resolve) => {
      this.#wake = () => {
        nap.abort();
        resolve();
      };
      if (due === undefined) return;
      const ms = Math.min(Math.max(Math.ceil(due - clock.now()), 0), LONGEST_NAP_MS);
      clock.sleep(ms, nap.signal).then(resolve, () => {});
    });
  }
}
