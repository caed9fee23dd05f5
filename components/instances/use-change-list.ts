'use client';

import { useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { useCatalog } from '../shell/use-catalog';

/** Changes as a page was given them, newest first, and how many there were in all. */
export interface HandedChangeList {
  readonly items: readonly Change[];
  readonly total: number;
}

/** The handed changes and what the stream has brought since, newest first. `isOurs` must keep its identity. */
export function useChangeList(handed: HandedChangeList, isOurs: (change: Change) => boolean): HandedChangeList {
  const live = useCatalog((state) => state.changes);
  return useMemo(() => {
    const known = new Set(handed.items.map(({ id }) => id));
    const oldest = handed.items.at(-1)?.at ?? '';
    const fresh = live.filter((change) => isOurs(change) && !known.has(change.id) && change.at >= oldest);
    if (fresh.length === 0) return handed;
    const items = [...fresh, ...handed.items].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    return { items, total: handed.total + fresh.length };
  }, [handed, live, isOurs]);
}
