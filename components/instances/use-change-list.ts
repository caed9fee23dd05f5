'use client';

import { useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { usePastChanges } from '../history/use-past-changes';
import { useCatalog } from '../shell/use-catalog';

/** Changes as a page was given them, newest first, and how many there were in all. */
export interface HandedChangeList {
  readonly items: readonly Change[];
  readonly total: number;
}

/** Which changes of the past: until a moment (ISO 8601), null for none. */
interface PastChanges {
  readonly filter: Readonly<Record<string, string>>;
  readonly moment: string | null;
}

const NOW: PastChanges = { filter: {}, moment: null };
const NOTHING: HandedChangeList = { items: [], total: 0 };

/**
 * The handed changes and what the stream has brought since, newest first; of a moment in the past those before it.
 * `isOurs` must keep its identity.
 */
export function useChangeList(
  handed: HandedChangeList,
  isOurs: (change: Change) => boolean,
  { filter, moment }: PastChanges = NOW,
): HandedChangeList {
  const past = usePastChanges(filter, moment);
  const live = useCatalog((state) => state.changes);
  return useMemo(() => {
    if (moment !== null) return past ?? NOTHING;
    const known = new Set(handed.items.map(({ id }) => id));
    const oldest = handed.items.at(-1)?.at ?? '';
    const fresh = live.filter((change) => isOurs(change) && !known.has(change.id) && change.at >= oldest);
    if (fresh.length === 0) return handed;
    const items = [...fresh, ...handed.items].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return { items, total: handed.total + fresh.length };
  }, [handed, live, isOurs, past, moment]);
}
