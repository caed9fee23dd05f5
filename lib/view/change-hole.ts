import type { Change } from '../domain/change';

/**
 * Up to when pages of the journal (newest first) are complete, by the server's clock alone: their own newest, or as far
 * as the stream had reached a while before they were asked for. Null where neither says.
 */
export function completeUntil(fetched: readonly Change[], settled: string | null): string | null {
  const newest = [fetched[0]?.at ?? '', settled ?? ''].sort().at(-1);
  return newest || null;
}

/** Whether changes may lie between what is fetched, complete until then, and what is live without holes `since`. */
export function hasHole(since: string | null, until: string | null): boolean {
  return since !== null && (until === null || since > until);
}
