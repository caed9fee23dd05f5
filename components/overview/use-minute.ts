'use client';

import { useSyncExternalStore } from 'react';
import { subscribeToTicks } from '../ui/ticker';

const MINUTE_MS = 60_000;

/** The running minute, in milliseconds since 1970; null on the server, whose minute may be another. */
export function useMinute(): number | null {
  return useSyncExternalStore<number | null>(
    subscribeToTicks,
    () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS,
    () => null,
  );
}
