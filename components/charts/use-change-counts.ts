'use client';

import type { ChartRange } from '@/lib/view/chart-steps';
import { type Counted, joinCounts } from '@/lib/view/join-history';
import { type ChartData, useTwoParts } from './use-two-parts';

/** How many changes there were over a range, narrowed by parameters of `GET /changes` but its times. */
export function useChangeCounts(
  range: ChartRange | null,
  params: Readonly<Record<string, string>> = {},
): ChartData<Counted> {
  const query = new URLSearchParams(params).toString();
  return useTwoParts(`/api/v1/changes/counts?${query === '' ? '' : `${query}&`}`, range, joinCounts);
}
