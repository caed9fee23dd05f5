import type { Change } from '../domain/change';
import type { Clock, Random } from '../domain/clock';
import type { Log } from '../domain/log';
import type { Feed } from '../feed/feed';
import type { Upstream } from '../feed/upstream';
import type { Storage } from '../storage/storage';
import { Journal, type JournalState } from './journal';
import { parsePosition } from './journal-row';
import { becomeWriter } from './journal-writer';
import { type KnownCatalog, loadKnownCatalog } from './known-catalog';
import { Recorder } from './recorder';

export interface RegistryHistoryDeps {
  readonly feed: Feed;
  readonly storage: Storage;
  /** The PostgreSQL that other replicas may share; null for a database of this process alone. */
  readonly databaseUrl: string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Lower-case letters and digits, never twice the same. */
  readonly newId: () => string;
  /** How many records of a registry may wait for the database. */
  readonly capacity?: number;
}

/** How what is remembered of a registry stands. */
export interface HistoryState extends JournalState {
  readonly registry: string;
  /** Whether this process writes it; of several replicas one does. */
  readonly isWriter: boolean;
  /** Whether all that was shown of the registry is in the journal, or waits to be. */
  readonly isInStep: boolean;
}

const IDLE: JournalState = { waiting: 0, lost: 0, failure: null };
/** How often it is noted that a registry is observed though nothing changes, in milliseconds. */
const LOOK_MS = 5_000;
/** How often it is tried to go on after a loss, or where the registry was not live, in milliseconds. */
const CATCH_UP_MS = 1_000;

/** What this process remembers of one registry, and what it adds to that while it is the writer. */
export class RegistryHistory {
  readonly #upstream: Upstream;
  readonly #deps: RegistryHistoryDeps;
  readonly #seeded = Promise.withResolvers<void>();
  #mayFeedRun = false;
  #writing: { readonly journal: Journal; readonly recorder: Recorder } | null = null;
  #lostBefore = 0;

  constructor(upstream: Upstream, deps: RegistryHistoryDeps) {
    this.#upstream = upstream;
    this.#deps = deps;
  }

  get registry(): string {
    return this.#upstream.registry.id;
  }

  get state(): HistoryState {
    const { lost, ...state } = this.#writing?.journal.state ?? IDLE;
    return {
      registry: this.registry,
      isWriter: this.#writing !== null,
      isInStep: this.#writing?.recorder.isInStep ?? false,
      ...state,
      lost: this.#lostBefore + lost,
    };
  }

  /** What this process showed, or found out, and is to write and has not: newest first. */
  *unwritten(): Generator<Change, void, undefined> {
    const { feed, databaseUrl } = this.#deps;
    // What another writes has other ids.
    const alone = databaseUrl === null ? 0 : null;
    const missingFrom = this.#writing ? this.#writing.recorder.missingFrom : alone;
    if (missingFrom !== null) {
      for (const change of feed.changes()) {
        if (change.registry === this.registry && (parsePosition(change.id)?.seq ?? 0) >= missingFrom) yield change;
      }
    }
    yield* this.#writing?.journal.waiting() ?? [];
  }

  /** Settles once the catalog goes on from what is known, as far as that can be had. */
  get seeded(): Promise<void> {
    return this.#seeded.promise;
  }

  /** Nothing is seeded after this. */
  letFeedRun(): void {
    this.#mayFeedRun = true;
    this.#seeded.resolve();
  }

  /** For a process that is not the writer: what was known is shown all the same. */
  async seedAsReader(): Promise<void> {
    if (this.#mayFeedRun) return;
    try {
      this.#seed(await this.#loadKnown());
    } catch (error) {
      this.#deps.log.warn({ registry: this.registry, err: error }, 'known-catalog-unreadable');
    }
    this.letFeedRun();
  }

  /** Writes until the signal aborts. @throws StorageError and DeposedError */
  async write(signal: AbortSignal): Promise<void> {
    const { feed, storage, clock, newId } = this.#deps;
    const writer = newId();
    await becomeWriter(storage, this.registry, writer);
    const known = await this.#loadKnown();
    const isSeeded = this.#seed(known);
    const journal = new Journal({ ...this.#deps, writer });
    const loadKnown = () => this.#loadKnown();
    const recorder = new Recorder(
      { upstream: this.#upstream, journal, clock, newEpoch: newId, loadKnown },
      { known, isInStep: isSeeded },
    );
    this.#writing = { journal, recorder };
    const unsubscribe = feed.subscribe((entry) => {
      if (!('actions' in entry) && entry.registry === this.registry) recorder.take(entry);
    });
    this.letFeedRun();
    const ending = new AbortController();
    const end = () => {
      recorder.note();
      ending.abort();
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    try {
      const looking = this.#keepLooking(recorder, ending.signal);
      await journal.run(ending.signal).finally(() => ending.abort());
      await looking;
    } finally {
      signal.removeEventListener('abort', end);
      unsubscribe();
      this.#lostBefore += journal.state.lost;
      this.#writing = null;
    }
  }

  async #keepLooking(recorder: Recorder, signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    while (!signal.aborted) {
      await recorder.look().catch((error: unknown) => {
        log.warn({ registry: this.registry, err: error }, 'known-catalog-unreadable');
      });
      await clock.sleep(recorder.isInStep ? LOOK_MS : CATCH_UP_MS, signal).catch(() => undefined);
    }
  }

  #loadKnown(): Promise<KnownCatalog | null> {
    return loadKnownCatalog(this.#deps.storage, this.registry, this.#deps.log);
  }

  /** Whether the catalog is the known one now. */
  #seed(known: KnownCatalog | null): boolean {
    if (this.#mayFeedRun) return false;
    if (known) this.#upstream.seed(known.instances);
    return true;
  }
}
