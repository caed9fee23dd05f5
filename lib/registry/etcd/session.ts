import { RegistryError } from '../../domain/errors';
import type { EtcdClient } from './client';
import { cancelError } from './errors';
import type { KeyRange } from './key-range';
import type { EtcdDeps } from './options';
import { groupByRevision, type Revision } from './revisions';
import { openWatchStream, type WatchStream } from './watch-stream';
import type { Header, KeyEvent, RangeResponse, WatchResponse } from './wire';

/** How far one range has been observed: everything before revision `next`. */
export interface Place {
  readonly range: KeyRange;
  next: number;
}

/** Where a watch goes on. Changed while it runs, so that it holds when the connection is lost. */
export interface Progress {
  /** Of the newest answer: another cluster, or an older term or revision, means that it is not the same data. */
  header: Header;
  readonly places: readonly Place[];
}

/**
 * - `live`: everything up to now has been yielded; once.
 * - `revisions`: what happened. Those up to `gapEnd` happened while nobody watched.
 */
export type SessionStep =
  | { readonly kind: 'live' }
  | { readonly kind: 'revisions'; readonly revisions: readonly Revision[]; readonly gapEnd: number };

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
    await checkSameData(context, progress.header, opened.header);
    const target = Number(opened.header.revision);
    const missed = await catchUp(context, stream, { ...opened, progress, target });
    if (missed.length > 0)
      yield { kind: 'revisions', revisions: groupByRevision(missed), gapEnd: isReturn ? target : 0 };
    progress.header = opened.header;
    yield { kind: 'live' };
    for (;;) {
      const responses = await stream.read();
      progress.header = responses.at(-1)?.header ?? progress.header;
      const events = takeEvents(responses, opened.places);
      if (events.length > 0) yield { kind: 'revisions', revisions: groupByRevision(events), gapEnd: 0 };
    }
  } finally {
    stream.close();
  }
}

interface Opened {
  /** The header with the highest revision seen. */
  readonly header: Header;
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
  if (!header) throw new RegistryError('internal', 'there is nothing to watch');
  return { header, places, early };
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

/** The events of the responses, whose places move on behind them. @throws RegistryError for a cancelled watcher */
function takeEvents(responses: readonly WatchResponse[], places: ReadonlyMap<string, Place>): readonly KeyEvent[] {
  const events: KeyEvent[] = [];
  for (const response of responses) {
    if (response.canceled) refuse(response);
    if (response.watch_id === '-1') advanceAll(places, Number(response.header.revision));
    const place = places.get(response.watch_id);
    if (!place) continue;
    for (const event of response.events) {
      // A place only moves forward: whatever is told twice is yielded once.
      if (Number(event.kv.mod_revision) >= place.next) events.push(event);
    }
    const last = response.events.at(-1);
    if (last) place.next = Math.max(place.next, Number(last.kv.mod_revision) + 1);
  }
  return events;
}

/** Idle ranges move on too, or a compaction would overtake them. */
function advanceAll(places: ReadonlyMap<string, Place>, revision: number): void {
  for (const place of places.values()) place.next = Math.max(place.next, revision + 1);
}

function refuse(response: WatchResponse): never {
  if (response.compact_revision !== '0') {
    throw new RegistryError('compacted', `compacted up to revision ${response.compact_revision}`);
  }
  throw cancelError(response.cancel_reason);
}

/** @throws RegistryError `index-reset` when the data was replaced */
async function checkSameData(context: SessionContext, before: Header, now: Header): Promise<void> {
  if (isSameData(before, now)) return;
  // A member that is only behind answers from its own state; a range is answered by the whole cluster.
  const payload = { key: Buffer.from([0]), count_only: true };
  const request = { service: 'KV', method: 'Range', payload } as const;
  const { header } = await context.client.request<RangeResponse>(request, context.signal);
  if (isSameData(before, header)) return;
  throw new RegistryError('index-reset', 'the data was replaced or restored: another cluster, or an older revision');
}

function isSameData(before: Header, now: Header): boolean {
  const isOlder = Number(now.raft_term) < Number(before.raft_term) || Number(now.revision) < Number(before.revision);
  return before.cluster_id === now.cluster_id && !isOlder;
}
