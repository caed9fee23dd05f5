import type { Change } from '../domain/change';

/** What has been live since a list was opened, newest first. */
export interface GatheredChanges {
  readonly changes: readonly Change[];
  /** Since when (ISO 8601) they are without holes; null while there are none. */
  readonly since: string | null;
}

/** More than the store keeps: who reads a list must not lose its rows to what comes in above. */
const GATHERED_LIMIT = 10_000;

/** What was `gathered`, with what is `live` now above it. Where the two do not join, anything may lie between them. */
export function gatherChanges(gathered: GatheredChanges, live: readonly Change[]): GatheredChanges {
  const { changes, since } = gathered;
  const oldest = live.at(-1);
  if (oldest === undefined) return gathered;
  const newest = changes[0];
  const joint = newest === undefined ? -1 : live.findIndex(({ id }) => id === newest.id);
  if (joint === 0) return gathered;
  if (joint === -1) return { changes: bounded([...live, ...changes]), since: oldest.at };
  const all = [...live.slice(0, joint), ...changes];
  const kept = bounded(all);
  return { changes: kept, since: kept === all ? since : (kept.at(-1)?.at ?? since) };
}

function bounded(changes: readonly Change[]): readonly Change[] {
  return changes.length > GATHERED_LIMIT ? changes.slice(0, GATHERED_LIMIT) : changes;
}
