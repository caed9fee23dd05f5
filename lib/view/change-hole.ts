import type { Change } from '../domain/change';

/**
 * Up to when fetched changes are complete, by the server's clock alone: as far as `live` reached before they were asked
 * for, or their own newest. Null where neither says. Both newest first.
 */
export function completeUntil(fetched: readonly Change[], live: readonly Change[]): string | null {
  const newest = [fetched[0]?.at ?? '', live[0]?.at ?? ''].sort().at(-1);
  return newest || null;
}

/** Whether changes may lie between what is fetched, complete until then, and the oldest of `live`. */
export function hasHole(live: readonly Change[], until: string | null): boolean {
  const oldest = live.at(-1);
  return oldest !== undefined && (until === null || oldest.at > until);
}
