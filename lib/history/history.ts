import type { Change } from '../domain/change';
import type { Clock } from '../domain/clock';
import type { Log } from '../domain/log';
import type { JournalState } from './journal';
import { createJournalReader, type JournalReader } from './journal-reader';
import { type RetentionOptions, retainJournal } from './journal-retention';
import { type HistoryState, RegistryHistory, type RegistryHistoryDeps } from './registry-history';
import { asOnlyWriter } from './writer-lock';

/** What Rollcall remembers across restarts. It never stands in the way of what is live. */
export interface History {
  /** What is committed. */
  readonly journal: JournalReader;
  /**
   * Remembers until the signal aborts, and then what still waits, for a moment longer. Of several replicas on one
   * PostgreSQL one is the writer of a registry at a time. Call it before the feed runs, and then wait for `seeded`.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Resolves once every catalog goes on from what is known of it; when the database does not answer, soon all the same. */
  seeded(): Promise<void>;
  /** The changes of all registries that this process is to write and has not, each once. */
  unwritten(): Iterable<Change>;
  /** Whether this process writes what becomes of a registry. */
  isWriter(registry: string): boolean;
  /** In the order of the configuration. */
  states(): readonly HistoryState[];
  /** How the writing stands over all registries. */
  total(): JournalState;
}

export interface HistoryDeps extends RegistryHistoryDeps {
  readonly retention: RetentionOptions;
}

/** How long the start waits for what is known, in milliseconds. */
const SEED_MS = 10_000;
/** After which time a process that failed to write, alone with its database, tries again, in milliseconds. */
const RETRY_MS = 5_000;

export function createHistory(deps: HistoryDeps): History {
  const { feed, storage, databaseUrl, retention, clock, log } = deps;
  const registries = [...feed.upstreams()].map((upstream) => new RegistryHistory(upstream, deps));

  async function remember(history: RegistryHistory, signal: AbortSignal): Promise<void> {
    const { registry } = history;
    const write = async (writing: AbortSignal) => {
      // One replica cleans up: the one that writes the first registry.
      const cleaning = new AbortController();
      const cleaned =
        history === registries[0] &&
        retainJournal(retention, { storage, clock, log }, AbortSignal.any([writing, cleaning.signal]));
      await history.write(writing).finally(() => cleaning.abort());
      await cleaned;
    };
    if (databaseUrl === null) return asSoleWriter({ registry, clock, log }, write, signal);
    const onRefused = () => void history.seedAsReader();
    return asOnlyWriter({ url: databaseUrl, registry, clock, log, onRefused }, write, signal);
  }

  return {
    journal: createJournalReader(storage),
    async run(signal) {
      await Promise.all(registries.map((history) => remember(history, signal)));
    },
    async seeded() {
      const waiting = new AbortController();
      const late = clock.sleep(SEED_MS, waiting.signal).catch(() => undefined);
      await Promise.race([Promise.all(registries.map(({ seeded }) => seeded)), late]);
      waiting.abort();
      for (const history of registries) history.letFeedRun();
    },
    unwritten() {
      const all = registries.flatMap((history) => [...history.unwritten()]);
      return new Map(all.map((change) => [change.id, change])).values();
    },
    isWriter: (registry) => registries.some(({ state }) => state.registry === registry && state.isWriter),
    states: () => registries.map(({ state }) => state),
    total: () => ({
      waiting: registries.reduce((sum, { state }) => sum + state.waiting, 0),
      lost: registries.reduce((sum, { state }) => sum + state.lost, 0),
      failure: registries.find(({ state }) => state.failure)?.state.failure ?? null,
    }),
  };
}

/** For a database nobody else is meant to write to: what fails is tried again. */
async function asSoleWriter(
  { registry, clock, log }: { registry: string; clock: Clock; log: Log },
  write: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await write(signal);
    } catch (error) {
      log.error({ registry, err: error }, 'journal-writer-failed');
    }
    await clock.sleep(RETRY_MS, signal).catch(() => undefined);
  }
}
