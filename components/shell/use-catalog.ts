'use client';

import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { type CatalogState, INITIAL_STATE } from '@/lib/view/catalog-state';
import type { HandedInstances } from '@/lib/view/catalog-store';
import type { LiveCatalog } from '@/lib/view/live-catalog';

export const LiveCatalogContext = createContext<LiveCatalog | null>(null);

/** The tab's live catalog, for what steers it: pause, resume, acknowledge. */
export function useLiveCatalog(): LiveCatalog {
  const catalog = useContext(LiveCatalogContext);
  if (!catalog) throw new Error('useLiveCatalog is used outside Providers');
  return catalog;
}

/** A part of the live state. `select` must give a part itself, not a new object: sameness is identity. */
export function useCatalog<T>(select: (state: CatalogState) => T): T {
  const catalog = useLiveCatalog();
  return useSyncExternalStore(
    catalog.subscribe,
    () => select(catalog.getState()),
    () => select(INITIAL_STATE),
  );
}

/**
 * The instances of one service by id, live from what the page was given on; null until the stream is asked for them,
 * when what was given is what there is. `handed` must keep its identity between renders.
 */
export function useInstances(handed: HandedInstances): ReadonlyMap<string, Instance> | null {
  const catalog = useLiveCatalog();
  useEffect(() => catalog.watchInstances(handed), [catalog, handed]);
  const watched = useCatalog((state) => state.instances);
  const isOurs = watched?.registry === handed.registry && watched.service === handed.service;
  return isOurs ? watched.items : null;
}
