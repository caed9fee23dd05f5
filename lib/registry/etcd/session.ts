import { RegistryError } from '../../domain/errors';
import type { EtcdClient } from './client';
import type { KeyRange } from './key-range';
import type { EtcdDeps } from './options';
import { observedUntil, type Place, type Progress, refuse, takeEvents } from './places';
import { groupByRevision, type Revision } from './revisions';
import { checkSameData } from './same-data';
import { openWatchStream, type WatchStream } from './watch-stream';
import type { Header, KeyEvent, WatchResponse } from './wire';
import { checkWitness, witnessAfter } from './witness';

/**
 * - `live`: everything up to now has been yielded; once.
 * - `revisions`: what happened. Those up to `gapEnd` happened while nobody watched.
 */
export type SessionStep =
  | { readonly kind: 'live' }
  | {
      readonly kind: 'revisions';
      readonly revisions: readonly Revision[];
      readonly gapEnd: number;
      /** When they arrived, milliseconds since 1970; absent of what was missed and asked for. */
      readonly heardAtMs?: number;
    };

export interface SessionContext {
  readonly client: EtcdClient;
  readonly deps: EtcdDeps;
  readonly silenceMs: number;
  readonly signal: AbortSignal;
}

const ASK_AGAIN_MS = 50;
/** More than this is not worth replaying: a list is smaller. */
const REPLAY_LIMIT = 200_000;

/**
 * Watches from the places in `progress` until something ends it, which it throws: `compacted` and `index-reset` ask
 * for a new list, everything else for another try. After a gap it first gathers what was missed on all ranges, so that
 * revisions come in order and whole; `isReturn` marks it as unobserved.
 */
export async function* watchSession(
  context: SessionContext,
  progress: Progress,
  isReturn: boolean,
): AsyncGenerator<SessionStep, void, void> {
  const { client, signal } = context;
  const stream = await openWatchStream({ client, clock: context.deps.clock, silenceMs: context.silenceMs, signal });
  try {
    const opened = await createWatchers(stream, progress);
    await checkSameData({ client, signal, range: opened.range }, progress.header, opened.header);
    if (isReturn && progress.witness) {
      // Each range on its own: another one may have been told more before the connection was lost.
      await checkWitness(context, progress.witness, observedUntil(progress.places, progress.witness.key));
    }
    const target = Number(opened.header.revision);
    const missed = await catchUp(context, stream, { ...opened, progress, target });
    const gapEnd = isReturn ? target : 0;
    progress.header = opened.header;
    progress.witness = witnessAfter(progress.witness, missed);
    if (missed.length > 0) yield { kind: 'revisions', revisions: groupByRevision(missed), gapEnd };
    yield { kind: 'live' };
    for (;;) {
      const responses = await stream.read();
      const events = takeEvents(responses, opened.places);
      progress.header = responses.at(-1)?.header ?? progress.header;
      progress.witness = witnessAfter(progress.witness, events);
      if (events.length > 0) {
        yield { kind: 'revisions', revisions: groupByRevision(events), gapEnd: 0, heardAtMs: stream.heardAtMs };
      }
    }
  } finally {
    stream.close();
  }
}

interface Opened {
  /** The header with the highest revision seen. */
  readonly header: Header;
  /** The first range that is watched. */
  readonly range: KeyRange;
  readonly places: ReadonlyMap<string, Place>;
  /** What arrived before the last watcher was there. */
  readonly early: readonly WatchResponse[];
}

/** Creates one watcher a place; etcd answers in the order asked. */
async function createWatchers(stream: WatchStream, progress: Progress): Promise<Opened> {
  for (const { range, next } of progress.places) {
    stream.create({ key: range.start, range_end: range.end, start_revision: next });
  }
  const places = new Map<string, Place>();
  const early: WatchResponse[] = [];
  const waiting = [...progress.places];
  let header: Header | undefined;
  while (waiting.length > 0) {
    for (const response of await stream.read()) {
      if (!response.created) {
        if (response.canceled) refuse(response);
        early.push(response);
        continue;
      }
      const place = waiting.shift();
      if (response.canceled) refuse(response);
      if (place) places.set(response.watch_id, place);
      if (!header || Number(response.header.revision) > Number(header.revision)) header = response.header;
    }
  }
  const range = progress.places[0]?.range;
  if (!header || !range) throw new RegistryError('internal', 'there is nothing to watch');
  return { header, range, places, early };
}

/** Reads until every watcher has what happened up to `target`, and answers with all of it. */
async function catchUp(
  context: SessionContext,
  stream: WatchStream,
  from: Opened & { readonly progress: Progress; readonly target: number },
): Promise<readonly KeyEvent[]> {
  const { places } = from.progress;
  const before = places.map(({ next }) => next);
  const missed = [...takeEvents(from.early, from.places)];
  if (places.every(({ next }) => next > from.target)) return missed;
  const done = new AbortController();
  const askAgain = async () => {
    for (;;) {
      stream.requestProgress();
      await context.deps.clock.sleep(ASK_AGAIN_MS, done.signal);
    }
  };
  askAgain().catch(() => {});
  try {
    for (;;) {
      const responses = await stream.read();
      for (const event of takeEvents(responses, from.places)) missed.push(event);
      if (missed.length > REPLAY_LIMIT) throw new RegistryError('compacted', 'more was missed than a new list holds');
      if (responses.some((response) => isProgressOf(response, from.target))) return missed;
    }
  } catch (error) {
    // Nothing of it was yielded: the next try starts where this one did.
    for (const [index, next] of before.entries()) Object.assign(places[index] ?? {}, { next });
    throw error;
  } finally {
    done.abort();
  }
}

function isProgressOf(response: WatchResponse, target: number): boolean {
  return response.watch_id === '-1' && Number(response.header.revision) >= target;
}
