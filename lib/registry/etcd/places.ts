import { RegistryError } from '../../domain/errors';
import { cancelError } from './errors';
import { type KeyRange, rangeHolds } from './key-range';
import type { Header, KeyEvent, WatchResponse } from './wire';
import type { Witness } from './witness';

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
  /** A key at the newest revision yielded; null where none is known to be there. */
  witness: Witness | null;
}

/**
 * The events of the responses, whose places move on behind them.
 * @throws RegistryError for a cancelled watcher; no place has moved then
 */
export function takeEvents(
  responses: readonly WatchResponse[],
  places: ReadonlyMap<string, Place>,
): readonly KeyEvent[] {
  const cancelled = responses.find(({ canceled }) => canceled);
  if (cancelled) refuse(cancelled);
  const events: KeyEvent[] = [];
  for (const response of responses) {
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

/** The revision up to which the range of `key` was observed; 0 where no range holds it. */
export function observedUntil(places: readonly Place[], key: Buffer): number {
  const place = places.find(({ range }) => rangeHolds(range, key));
  return place ? place.next - 1 : 0;
}

/** Idle ranges move on too, or a compaction would overtake them. */
function advanceAll(places: ReadonlyMap<string, Place>, revision: number): void {
  for (const place of places.values()) place.next = Math.max(place.next, revision + 1);
}

/** Says why etcd cancelled a watcher. @throws RegistryError always */
export function refuse(response: WatchResponse): never {
  if (response.compact_revision !== '0') {
    throw new RegistryError('compacted', `compacted up to revision ${response.compact_revision}`);
  }
  throw cancelError(response.cancel_reason);
}
