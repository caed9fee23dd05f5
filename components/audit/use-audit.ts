'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AuditRecord } from '@/lib/domain/audit';
import { fetchJson } from '../shell/fetch-json';
import { type AuditFilter, auditFilterParams } from './audit-filter';

/** A page of records as the API gives it. */
export interface AuditPageOf {
  readonly items: readonly AuditRecord[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** What the server painted, for the filter it was asked with. */
export interface HandedAudit {
  readonly page: AuditPageOf;
  readonly filter: AuditFilter;
}

const PAGE_SIZE = '100';
/** How often it is asked whether there is more, while the page is looked at, in milliseconds. */
const ASK_EVERY_MS = 10_000;

/** Records page by page, narrowed by the server, newest first; `waiting` counts those that came since. */
export function useAudit(filter: AuditFilter, handed: HandedAudit) {
  const params = auditFilterParams(filter);
  const key = new URLSearchParams(params).toString();
  const isHanded = key === new URLSearchParams(auditFilterParams(handed.filter)).toString();
  const query = useInfiniteQuery({
    queryKey: ['audit', key],
    queryFn: ({ pageParam, signal }) => askForPage({ ...params, limit: PAGE_SIZE }, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    // Rows that stand must not move by themselves.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    ...(isHanded && { initialData: { pages: [handed.page], pageParams: [''] } }),
  });
  const latest = useQuery({
    queryKey: ['audit-total', key],
    queryFn: ({ signal }) => askForPage({ ...params, limit: '1' }, '', signal),
    refetchInterval: ASK_EVERY_MS,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  return { ...query, items, total, waiting: query.isFetching ? 0 : Math.max(0, (latest.data?.total ?? 0) - total) };
}

function askForPage(params: Readonly<Record<string, string>>, cursor: string, signal: AbortSignal) {
  const query = new URLSearchParams({ ...params, ...(cursor && { cursor }) });
  return fetchJson<AuditPageOf>(`/api/v1/audit?${query}`, signal);
}
