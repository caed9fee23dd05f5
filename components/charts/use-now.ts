'use client';

import { useRef, useSyncExternalStore } from 'react';
import { useCatalog } from '../shell/use-catalog';
import { subscribeToTicks } from '../ui/ticker';

/**
 * The time in steps of `stepMs`, in milliseconds since 1970; it stands still with the picture. Null on the server, whose
 * time may be another.
 */
export function useNow(stepMs: number): number | null {
  const isPaused = useCatalog(({ paused }) => paused !== null);
  const held = useRef<number | null>(null);
  return useSyncExternalStore<number | null>(
    subscribeToTicks,
    () => {
      if (!isPaused || held.current === null) held.current = Math.floor(Date.now() / stepMs) * stepMs;
      return held.current;
    },
    () => null,
  );
}
