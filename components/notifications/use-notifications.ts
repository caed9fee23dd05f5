'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { NotificationDelivery, NotificationOverview } from '@/lib/domain/notification';
import { fetchJson } from '../shell/fetch-json';

/** A page of the log as the API gives it. */
export interface DeliveriesPage {
  readonly items: readonly NotificationDelivery[];
  readonly nextCursor: string | null;
  readonly total: number;
}

const ADDRESS = '/api/v1/notifications';
const PAGE_SIZE = '25';
/** How often it is asked how it stands while the page is looked at, in milliseconds. */
const ASK_EVERY_MS = 5_000;

/** Rules, targets and what fires, as it stands; `trouble` says why that may be old. */
export function useNotifications(handed: NotificationOverview) {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['notifications', 'overview'],
    queryFn: ({ signal }) => fetchJson<NotificationOverview>(ADDRESS, signal),
    initialData: handed,
    refetchInterval: ASK_EVERY_MS,
  });
  const again = useCallback(() => queries.invalidateQueries({ queryKey: ['notifications'] }), [queries]);
  return { overview: data, trouble: error, again };
}

/** Messages page by page, newest first. */
export function useDeliveries(handed: DeliveriesPage) {
  const query = useInfiniteQuery({
    queryKey: ['notifications', 'deliveries'],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) });
      return fetchJson<DeliveriesPage>(`${ADDRESS}/deliveries?${params}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [handed], pageParams: [''] },
    refetchInterval: ASK_EVERY_MS,
  });
  const items = useMemo(() => query.data.pages.flatMap((page) => page.items), [query.data]);
  return { ...query, items, total: query.data.pages[0]?.total ?? 0 };
}
