'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ServiceHistory } from '@/lib/domain/history';
import { fetchJson } from '../shell/fetch-json';
import { useThrottled } from '../ui/use-throttled';
import { type HistoryTime, historyQuery, serviceAddress } from './history-question';
import { freshMs } from './ranges';

const SETTLE_MS = 1_500;

/** The bars of a service and of its instances. `version` is another text whenever they may have changed. */
export function useServiceHistory(
  { registry, service }: { readonly registry: string; readonly service: string },
  time: HistoryTime,
  version: string,
) {
  const { moment, range } = time;
  const isLive = moment === null;
  const client = useQueryClient();
  const settled = useThrottled(version, SETTLE_MS);
  const asked = useRef(settled);
  useEffect(() => {
    if (asked.current === settled) return;
    asked.current = settled;
    if (isLive) void client.invalidateQueries({ queryKey: ['service-history', registry, service] });
  }, [client, registry, service, settled, isLive]);
  const fresh = isLive ? freshMs(range) : Number.POSITIVE_INFINITY;
  return useQuery({
    queryKey: ['service-history', registry, service, moment, range],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ ...historyQuery({ moment, range }), spans: 'none' });
      return fetchJson<ServiceHistory>(`${serviceAddress(registry, service)}/history?${query}`, signal);
    },
    staleTime: fresh,
    refetchInterval: isLive ? fresh : false,
    // Another moment of the same range: the bars shift, they do not blink.
    placeholderData: keepPreviousData,
  });
}
