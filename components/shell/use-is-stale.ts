'use client';

import { useMoment } from '../ui/moment-context';
import { useCatalog } from './use-catalog';
import { useLostSince } from './use-lost-since';

/**
 * Tells whether what is shown of a registry may hold no longer: its link is stale, or Rollcall itself does not answer.
 * What the past shows holds.
 */
export function useIsStale(): (registry: string) => boolean {
  const links = useCatalog((state) => state.links);
  const isLost = useLostSince() !== null;
  const isPast = useMoment() !== null;
  return (registry) => !isPast && (isLost || links.get(registry)?.state === 'stale');
}
