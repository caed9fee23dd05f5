import type { Instance } from '@/lib/domain/instance';
import { Feed } from '@/lib/feed/feed';
import { createHistory } from '@/lib/history/history';
import type { Registry } from '@/lib/registry/port';
import type { Storage, StoragePlace } from '@/lib/storage/storage';
import { type ManualClock, manualClock } from './manual-clock';
import { quietLog } from './quiet-log';
import { eventually } from './wait';

export interface Remembering {
  readonly storage: Storage;
  readonly registries: readonly Registry[];
  /** New for every process. Lower-case letters and digits. */
  readonly epoch: string;
  readonly clock?: ManualClock;
  readonly place?: StoragePlace;
  readonly capacity?: number;
  readonly log?: typeof quietLog;
}

/** A feed whose history is kept, as that of a process, until the scope ends. */
export async function rememberingFeed(settings: Remembering) {
  const { storage, registries, epoch, clock = manualClock(), place, capacity, log = quietLog } = settings;
  const deps = { clock, random: () => 0, log };
  const feed = new Feed({ ...deps, registries, epoch });
  let ids = 0;
  const history = createHistory({
    ...deps,
    feed,
    storage,
    databaseUrl: place && 'url' in place ? place.url : null,
    retention: { maxAgeMs: 30 * 86_400_000, maxBytes: 2 ** 30 },
    newId: () => `${epoch}x${ids++}`,
    ...(capacity !== undefined && { capacity }),
  });
  const recording = new AbortController();
  const watching = new AbortController();
  const recorded = history.run(recording.signal);
  await history.seeded();
  const known = [...feed.instances()];
  const watched = feed.run(watching.signal);
  let isOver = false;
  /** Lets time go on until something is so. */
  const until = (isSo: () => unknown) =>
    eventually(async () => {
      await clock.advance(200);
      return Boolean(await isSo());
    });
  const stop = async () => {
    if (isOver) return;
    isOver = true;
    watching.abort();
    await watched;
    recording.abort();
    let ended = false;
    const end = recorded.then(() => {
      ended = true;
    });
    await until(() => ended);
    await end;
  };
  return {
    feed,
    history,
    clock,
    /** What was shown before anything was listed. */
    known: known as readonly Instance[],
    until,
    /** Waits until all that was shown is committed. */
    untilWritten: () => until(() => history.states().every(({ waiting, isInStep }) => waiting === 0 && isInStep)),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
