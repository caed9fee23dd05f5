import type { KeyEvent } from './wire';

/** Everything that happened at one revision; one event a key. */
export interface Revision {
  readonly number: number;
  readonly events: readonly KeyEvent[];
}

/** Sorts events into revisions, ascending. Events of one revision keep their order; a later one of the same key wins. */
export function groupByRevision(events: readonly KeyEvent[]): readonly Revision[] {
  const revisions = new Map<number, KeyEvent[]>();
  for (const event of events) {
    const number = Number(event.kv.mod_revision);
    const group = revisions.get(number);
    if (group) group.push(event);
    else revisions.set(number, [event]);
  }
  return [...revisions]
    .sort(([a], [b]) => a - b)
    .map(([number, group]) => ({ number, events: group.length === 1 ? group : lastOfEachKey(group) }));
}

function lastOfEachKey(events: readonly KeyEvent[]): readonly KeyEvent[] {
  const last = new Map<string, KeyEvent>();
  for (const event of events) last.set(event.kv.key.toString('latin1'), event);
  return last.size === events.length ? events : [...last.values()];
}
