'use client';

import { useQuery } from '@tanstack/react-query';
import type { RecognisedFormat } from '@/lib/domain/recognised-format';
import { fetchJson } from '../shell/fetch-json';

const AGAIN_MS = 5_000;

/** What was recognised, in all registries or one, counted again every few seconds; what came with the page stands until then. */
export function useFormats(registry: string | null, handed: readonly RecognisedFormat[]) {
  const { data, error } = useQuery({
    queryKey: ['formats', registry],
    queryFn: ({ signal }) => {
      const query = registry === null ? '' : `?${new URLSearchParams({ registry })}`;
      return fetchJson<{ items: readonly RecognisedFormat[] }>(`/api/v1/formats${query}`, signal);
    },
    refetchInterval: AGAIN_MS,
    placeholderData: (before) => before,
  });
  return { items: data?.items ?? handed, error };
}
