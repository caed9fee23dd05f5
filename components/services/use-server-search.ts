'use client';

import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { fetchJson } from '../shell/fetch-json';

const LIMIT = 1000;
const AGAIN_MS = 10_000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Keys of services that the server finds for a text: it also looks into addresses and metadata of instances, of a moment
 * (ISO 8601) as they were then.
 */
export function useServerSearch(
  q: string | undefined,
  first: { readonly items: readonly ServiceSummary[]; readonly q: string | undefined },
  moment: string | null,
): { found: ReadonlySet<string>; isSearching: boolean } {
  const asked = useDeferredValue(q ?? '');
  const { data, isFetching } = useQuery({
    queryKey: ['search', asked, moment],
    enabled: asked !== '',
    refetchInterval: moment === null ? AGAIN_MS : false,
    // What came with the page was narrowed by its filters: good enough to begin with, asked again at once.
    ...(moment === null && asked === first.q && { initialData: { items: first.items }, initialDataUpdatedAt: 0 }),
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ q: asked, limit: String(LIMIT), ...(moment !== null && { at: moment }) });
      return fetchJson<{ items: readonly ServiceSummary[] }>(`/api/v1/services?${query}`, signal);
    },
  });
  const found = useMemo(
    () => (data ? new Set(data.items.map(({ registry, service }) => serviceKey(registry, service))) : NONE),
    [data],
  );
  return { found: asked === '' ? NONE : found, isSearching: isFetching && data === undefined };
}
