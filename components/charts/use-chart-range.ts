'use client';

import { useMemo } from 'react';
import { type ChartRange, chartRange } from '@/lib/view/chart-steps';
import { useIsNarrow } from '../ui/use-column-width';
import { useNow } from './use-now';

/** How many bars there is room for. */
const WIDE = 100;
const NARROW = 50;
/** How often, in milliseconds, the running part of a chart is read again. */
export const FRESH_MS = 15_000;

/** The parts of the last `rangeMs`; null on the server. */
export function useChartRange(rangeMs: number): ChartRange | null {
  const now = useNow(FRESH_MS);
  const most = useIsNarrow() ? NARROW : WIDE;
  const range = useMemo(() => (now === null ? null : chartRange(rangeMs, most, now)), [rangeMs, most, now]);
  const { from, wholeTo, stepMs } = range ?? {};
  return useMemo(
    () => (from === undefined || wholeTo === undefined || stepMs === undefined ? null : { from, wholeTo, stepMs }),
    [from, wholeTo, stepMs],
  );
}
