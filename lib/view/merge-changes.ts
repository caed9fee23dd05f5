import type { Change } from '../domain/change';

/** So far apart, in milliseconds, two replicas see the same. */
const SEEN_WITHIN_MS = 5_000;

/**
 * What is live and pages of the journal as one list; all newest first. A change in both comes once, also where this
 * replica does not write the journal: it sees the same as the one that does, under ids of its own.
 */
export function mergeChanges(live: readonly Change[], older: readonly Change[]): readonly Change[] {
  if (live.length === 0) return older;
  const known = new Set(live.map(({ id }) => id));
  const told = seenBy(live);
  const rest = older.filter((change) => !known.has(change.id) && !isTold(change, told));
  const merged: Change[] = [];
  let next = 0;
  for (const change of rest) {
    for (let ours = live[next]; ours && ours.at >= change.at; ours = live[next]) {
      merged.push(ours);
      next += 1;
    }
    merged.push(change);
  }
  return [...merged, ...live.slice(next)];
}

interface Told {
  readonly epochs: ReadonlySet<string>;
  readonly times: ReadonlyMap<string, readonly number[]>;
}

function seenBy(live: readonly Change[]): Told {
  const times = new Map<string, number[]>();
  for (const change of live) {
    const fact = factOf(change);
    const known = times.get(fact);
    if (known) known.push(Date.parse(change.at));
    else times.set(fact, [Date.parse(change.at)]);
  }
  return { epochs: new Set(live.map(epochOf)), times };
}

function isTold(change: Change, { epochs, times }: Told): boolean {
  if (epochs.has(epochOf(change))) return false;
  const at = Date.parse(change.at);
  return (times.get(factOf(change)) ?? []).some((time) => Math.abs(time - at) <= SEEN_WITHIN_MS);
}

function epochOf({ id }: Change): string {
  return id.slice(0, id.indexOf('.'));
}

function factOf({ registry, service, instance, kind, from, to, fields }: Change): string {
  return JSON.stringify([registry, service, instance, kind, from, to, fields]);
}
