'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import { fetchJson } from '../shell/fetch-json';

/** A page of changes as the API gives it. */
export interface ChangesPage {
  readonly items: readonly Change[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** What the server painted, for the filter it was asked with. */
export interface HandedChanges {
  readonly page: ChangesPage;
  readonly filter: ChangeFilter;
}

export interface ChangeHistory {
  readonly older: readonly Change[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly loadMore: () => void;
}

const PAGE_SIZE = '200';

/**
 * Changes older than the live ones, page by page, narrowed by the server. `liveFrom` (ISO 8601) is where the live ones
 * begin: when they have moved on past what was fetched, it is fetched again.
 */
export function useChangeHistory(filter: ChangeFilter, handed: HandedChanges, liveFrom: string | null): ChangeHistory {
  const params = changeFilterParams(filter);
  const key = new URLSearchParams(params).toString();
  const isHanded = key === new URLSearchParams(changeFilterParams(handed.filter)).toString();
  const { data, dataUpdatedAt, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['changes', key],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...params, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) });
      return fetchJson<ChangesPage>(`/api/v1/changes?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    ...(isHanded && { initialData: { pages: [handed.page], pageParams: [''] } }),
  });

  const hasHole = data !== undefined && liveFrom !== null && Date.parse(liveFrom) > dataUpdatedAt;
  useEffect(() => {
    if (hasHole) void refetch();
  }, [hasHole, refetch]);

  const older = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return {
    older,
    hasMore: hasNextPage,
    isLoading: isFetching,
    error,
    loadMore: () => void (hasNextPage && !isFetching && fetchNextPage()),
  };
}
