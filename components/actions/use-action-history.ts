'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Action } from '@/lib/domain/action';
import { fetchJson } from '../shell/fetch-json';
import { type ActionFilter, actionFilterParams } from './action-filter';

/** A page of actions as the API gives it. */
interface ActionPageOf {
  readonly items: readonly Action[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** What the server painted, for the filter it was asked with. */
export interface HandedActions {
  readonly page: ActionPageOf;
  readonly filter: ActionFilter;
}

const PAGE_SIZE = '100';

/** Actions page by page, narrowed by the server, newest first. */
export function useActionHistory(filter: ActionFilter, handed: HandedActions) {
  const params = actionFilterParams(filter);
  const key = new URLSearchParams(params).toString();
  const isHanded = key === new URLSearchParams(actionFilterParams(handed.filter)).toString();
  const query = useInfiniteQuery({
    queryKey: ['actions', key],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ ...params, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) });
      return fetchJson<ActionPageOf>(`/api/v1/actions?${asked}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    ...(isHanded && { initialData: { pages: [handed.page], pageParams: [''] } }),
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { ...query, items };
}
