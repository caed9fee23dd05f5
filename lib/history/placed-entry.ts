import type { Change } from '../domain/change';
import type { WaitingEntry } from './journal-queue';
import { type Position, parsePosition } from './journal-row';

/** A change with the place it is kept under. */
export interface PlacedChange {
  readonly change: Change;
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An entry with the times it is kept under. */
export interface PlacedEntry extends Pick<WaitingEntry, 'upserted' | 'removed'> {
  readonly at: number;
  readonly changes: readonly PlacedChange[];
  /** Until when it shows that the registry was observed; 0 where more of the same moment is to come. */
  readonly observedUntil: number;
}

interface Last {
  /** The last change that is written. */
  readonly change: { readonly at: number; readonly epoch: string } | null;
  readonly observedUntil: number;
}

/** Gives the entries of one registry their times: a clock that was set back must put nothing before what is already read. */
export function placeEntries(entries: readonly WaitingEntry[], last: Last): PlacedEntry[] {
  let now = Math.max(last.change?.at ?? 0, last.observedUntil);
  let before = last.change;
  return entries.map(({ changes, upserted, removed, at, isLast }) => {
    const placed: PlacedChange[] = [];
    for (const change of changes) {
      const position = parsePosition(change.id);
      // The feed gives no other.
      if (position === null) continue;
      // Within a millisecond positions of two epochs have no order.
      const earliest = before && before.epoch !== position.epoch ? before.at + 1 : 0;
      now = Math.max(Date.parse(change.at), earliest, now);
      before = { at: now, epoch: position.epoch };
      placed.push({ change, position, at: now });
    }
    if (placed.length === 0) now = Math.max(at, now);
    // Of a first list in pieces, only the last says that all of it is known.
    const observedUntil = isLast || placed.length > 0 ? now : 0;
    return { upserted, removed, at: now, changes: placed, observedUntil };
  });
}
