'use client';

import type { FleetHistory } from '@/lib/domain/history';
import type { ChartRange } from '@/lib/view/chart-steps';
import { joinFleets } from '@/lib/view/join-history';
import { type ChartData, useTwoParts } from './use-two-parts';

/** Instances of all services by state over a range. */
export function useFleetHistory(range: ChartRange | null): ChartData<FleetHistory> {
  return useTwoParts('/api/v1/history?', range, joinFleets);
}
