'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InstanceHistory } from '@/lib/domain/history';
import { fetchJson } from '../shell/fetch-json';
import { useThrottled } from '../ui/use-throttled';
import { type HistoryTime, historyQuery, instanceAddress } from './history-question';
import { freshMs } from './ranges';

const SETTLE_MS = 1_500;

/** One instance over a range, its spans included. `version` is another text whenever it may have changed. */
export function useInstanceHistory(
  { registry, id }: { readonly registry: string; readonly id: string | null },
  { moment, range }: HistoryTime,
  version: string,
) {
  const isLive = moment === null;
  const settled = useThrottled(isLive ? version : '', SETTLE_MS);
  const fresh = isLive ? freshMs(range) : Number.POSITIVE_INFINITY;
  return useQuery({
    queryKey: ['instance-history', registry, id, moment, range, settled],
    enabled: id !== null,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...historyQuery({ moment, range }), spans: 'all' });
      return fetchJson<InstanceHistory>(`${instanceAddress(registry, id ?? '')}/history?${query}`, signal);
    },
    staleTime: fresh,
    refetchInterval: isLive ? fresh : false,
    placeholderData: keepPreviousData,
  });
}
