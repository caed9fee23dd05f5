'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import { completeUntil, hasHole } from '@/lib/view/change-hole';
import { fetchJson } from '../shell/fetch-json';
import { useLiveCatalog } from '../shell/use-catalog';

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

interface FetchedPage extends ChangesPage {
  readonly until: string | null;
}

const PAGE_SIZE = '200';

/**
 * Changes older than the live ones, page by page, narrowed by the server. When `live` has moved on past what was
 * fetched, it is fetched again.
 */
export function useChangeHistory(filter: ChangeFilter, handed: HandedChanges, live: readonly Change[]): ChangeHistory {
  const catalog = useLiveCatalog();
  const params = changeFilterParams(filter);
  const key = new URLSearchParams(params).toString();
  const isHanded = key === new URLSearchParams(changeFilterParams(handed.filter)).toString();
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['changes', key],
    queryFn: async ({ pageParam, signal }): Promise<FetchedPage> => {
      const liveBefore = catalog.getState().changes;
      const query = new URLSearchParams({ ...params, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) });
      const page = await fetchJson<ChangesPage>(`/api/v1/changes?${query}`, signal);
      return { ...page, until: completeUntil(page.items, liveBefore) };
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    ...(isHanded && {
      initialData: { pages: [{ ...handed.page, until: completeUntil(handed.page.items, []) }], pageParams: [''] },
    }),
  });

  const first = data?.pages[0];
  const isBehind = first !== undefined && hasHole(live, first.until);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched anew may be behind again.
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, first, refetch]);

  const older = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return {
    older,
    hasMore: hasNextPage,
    isLoading: isFetching,
    error,
    loadMore: () => void (hasNextPage && !isFetching && fetchNextPage()),
  };
}
