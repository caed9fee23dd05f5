import type { CatalogState } from './catalog-state';

/** What the badge at the top says of the picture: the worst thing that holds. */
export type Badge =
  | { readonly state: 'connecting' | 'live' }
  | { readonly state: 'paused'; readonly waiting: number }
  | { readonly state: 'reconnecting' | 'ended'; readonly since: string }
  | { readonly state: 'stale'; readonly since: string; readonly stale: number; readonly of: number };

/** A lost stream comes before a pause, and a pause before links: while it lasts the picture is not live anyway. */
export function badgeOf({ status, paused, links }: Pick<CatalogState, 'status' | 'paused' | 'links'>): Badge {
  if (status.state === 'reconnecting' || status.state === 'ended') return status;
  if (paused) return { state: 'paused', waiting: paused.waiting };
  if (status.state === 'connecting') return { state: 'connecting' };
  let since: string | null = null;
  let stale = 0;
  for (const link of links.values()) {
    if (link.state !== 'stale') continue;
    stale += 1;
    if (since === null || link.since < since) since = link.since;
  }
  return since === null ? { state: 'live' } : { state: 'stale', since, stale, of: links.size };
}
