'use client';

import { useCallback } from 'react';
import type { Pause } from '@/lib/view/catalog-state';
import { useCatalog, useLiveCatalog } from './use-catalog';

/** Whether the picture stands still, and what makes it stand and move. */
export function usePause(): { readonly paused: Pause | null; readonly toggle: () => void } {
  const catalog = useLiveCatalog();
  const paused = useCatalog((state) => state.paused);
  const toggle = useCallback(() => {
    if (catalog.getState().paused) catalog.resume();
    else catalog.pause();
  }, [catalog]);
  return { paused, toggle };
}
