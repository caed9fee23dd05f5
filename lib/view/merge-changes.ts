import type { Change } from '../domain/change';

/** What is live, continued by pages asked for; both newest first. A change in both comes once. */
export function mergeChanges(live: readonly Change[], older: readonly Change[]): readonly Change[] {
  if (live.length === 0) return older;
  const known = new Set(live.map(({ id }) => id));
  return [...live, ...older.filter(({ id }) => !known.has(id))];
}
