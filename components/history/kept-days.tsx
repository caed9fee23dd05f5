'use client';

import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { RANGES, type Range, rangeMs } from './ranges';

const DAY_MS = 24 * 3_600_000;
const KeptDaysContext = createContext(30);

/** Tells every page how many days of history are kept. */
export function KeptDaysProvider({ days, children }: { days: number; children: ReactNode }): ReactNode {
  return <KeptDaysContext value={days}>{children}</KeptDaysContext>;
}

/** The ranges there can be something to see over; one longer than what is kept is refused. */
export function useKeptRanges(): readonly Range[] {
  const days = useContext(KeptDaysContext);
  return useMemo(() => RANGES.filter((range) => rangeMs(range) <= Math.max(1, days) * DAY_MS), [days]);
}
