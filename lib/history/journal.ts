import { backoffDelayMs } from '../domain/backoff';
import type { Change } from '../domain/change';
import { type Clock, isoTime, type Random } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Storage } from '../storage/storage';
import { type JournalEntry, JournalQueue, type Loss } from './journal-queue';
import { DeposedError } from './journal-writer';
import { writeBatch } from './write-batch';

export interface JournalDeps {
  readonly storage: Storage;
  /** As whom it writes, see {@link becomeWriter}; all registries it is given have to be that writer's. */
  readonly writer: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** How many records (changes and instances, longer ones count as several) may wait for the database. */
  readonly capacity?: number;
}

/** How the writing stands. */
export interface JournalState {
  /** How many records wait. */
  readonly waiting: number;
  /** How many changes were dropped since the start. */
  readonly lost: number;
  /** Since when the database takes nothing, ISO 8601, and why; null while it does. */
  readonly failure: { readonly since: string; readonly detail: string } | null;
}

const CAPACITY = 100_000;
/** How long changes gather before they are written, in milliseconds: a commit has the rest of a quarter second. */
const GATHER_MS = 100;
/** How many records are written in one transaction; what else needs the embedded database waits for it. */
const BATCH_RECORDS = 1_000;
/** How long the last batches may take when Rollcall ends, in milliseconds. */
const LAST_WORDS_MS = 2_000;

/**
 * Keeps what was observed. Whoever calls it never waits: changes are written behind, in their order, and when the
 * database is too slow or away for long the newest are dropped, counted, and told as a gap once it writes again.
 */
export class Journal {
  readonly #deps: JournalDeps;
  readonly #queue: JournalQueue;
  #lost = 0;
  #failure: JournalState['failure'] = null;
  #overflowing = false;
  #work = Promise.withResolvers<void>();

  constructor(deps: JournalDeps) {
    this.#deps = deps;
    this.#queue = new JournalQueue(deps.capacity ?? CAPACITY);
  }

  get state(): JournalState {
    return { waiting: this.#queue.weight, lost: this.#lost, failure: this.#failure };
  }

  /** The changes that are taken and not committed yet, newest first. */
  waiting(): Iterable<Change> {
    return this.#queue.changes();
  }

  /** Whether every entry that was taken is committed. */
  get isUpToDate(): boolean {
    return this.#queue.weight === 0 && this.#failure === null;
  }

  /** Takes what happened at one position of a registry, to be committed within 250 ms; false where there is no room. */
  add(entry: JournalEntry): boolean {
    const now = this.#deps.clock.now();
    const hasRoom = this.#queue.add(entry, now);
    if (hasRoom) this.#queue.observe(entry.registry, now);
    else this.#countLost(entry.registry, entry.changes.length);
    this.#work.resolve();
    return hasRoom;
  }

  /** Notes a stretch of which changes are lost, or in which nobody looked. */
  lose(loss: Loss): void {
    this.#queue.lose(loss);
    if (loss.lost > 0) this.#countLost(loss.registry, loss.lost);
    this.#work.resolve();
  }

  /** Notes that a registry is observed up to now, also where nothing changes. */
  observe(registry: string): void {
    this.#queue.observe(registry, this.#deps.clock.now());
    this.#work.resolve();
  }

  /**
   * Writes until the signal aborts, and then what still waits, for a moment longer.
   * @throws DeposedError as soon as another is the writer of one of its registries
   */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    const ending = new AbortController();
    const aborted = Promise.withResolvers<void>();
    const abort = () => {
      this.#work.resolve();
      aborted.resolve();
    };
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    const tooLate = aborted.promise.then(() => clock.sleep(LAST_WORDS_MS, ending.signal)).catch(() => undefined);
    const written = this.#write(signal).then(() => this.#writeAll(ending.signal));
    try {
      await Promise.race([written, tooLate]);
    } finally {
      signal.removeEventListener('abort', abort);
      ending.abort();
    }
    if (this.#queue.isEmpty) return;
    // Who goes on with the registry finds what they came to, as changes after a gap.
    this.#lost += [...this.#queue.changes()].length;
    log.error({ ...this.state }, 'journal-ends-incomplete');
  }

  #countLost(registry: string, lost: number): void {
    this.#lost += lost;
    if (!this.#overflowing) this.#deps.log.error({ registry, ...this.state }, 'journal-overflows');
    this.#overflowing = true;
  }

  async #write(signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#deps;
    let attempt = 0;
    while (!signal.aborted) {
      await this.#work.promise;
      await clock.sleep(GATHER_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      this.#work = Promise.withResolvers();
      if (await this.#writeAll(signal)) {
        attempt = 0;
        continue;
      }
      this.#work.resolve();
      await clock.sleep(backoffDelayMs(attempt, random), signal).catch(() => undefined);
      attempt += 1;
    }
  }

  /** Whether all that waits was written. */
  async #writeAll(signal: AbortSignal): Promise<boolean> {
    const { storage, writer, clock, log } = this.#deps;
    while (!this.#queue.isEmpty && !signal.aborted) {
      const batch = this.#queue.next(BATCH_RECORDS);
      try {
        await writeBatch(storage, batch, writer);
      } catch (error) {
        if (error instanceof DeposedError) throw error;
        if (!this.#failure) log.error({ err: error }, 'journal-fails');
        const detail = error instanceof Error ? error.message : String(error);
        this.#failure = { since: this.#failure?.since ?? isoTime(clock.now()), detail };
        return false;
      }
      this.#queue.written(batch);
      if (this.#failure) log.info({ ...this.#failure }, 'journal-writes-again');
      this.#failure = null;
      for (const { from, to, ...loss } of batch.losses) {
        if (loss.lost === 0) continue;
        this.#overflowing = false;
        log.error({ ...loss, from: isoTime(from), to: isoTime(to) }, 'journal-gap');
      }
    }
    return true;
  }
}
