'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { fetchJson } from '../shell/fetch-json';
import { useCatalog } from '../shell/use-catalog';

const AGAIN_MS = 10_000;

/** What is known of a registry without asking its server. */
export type RegistryHead = Pick<RegistrySummary, 'id' | 'kind' | 'link' | 'demo'> &
  Partial<Pick<RegistrySummary, 'server' | 'rejected'>>;

/**
 * The registries, fetched again every 10 s and when a link changes; their links are live. What was handed over stands
 * until the first answer.
 */
export function useRegistries<Handed extends RegistryHead>(
  handed: readonly Handed[],
): readonly (Handed | RegistrySummary)[] {
  const links = useCatalog((state) => state.links);
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['registries'],
    queryFn: ({ signal }) => fetchJson<{ items: readonly RegistrySummary[] }>('/api/v1/registries', signal),
    refetchInterval: AGAIN_MS,
  });
  useEffect(() => {
    if (links.size > 0) void queries.invalidateQueries({ queryKey: ['registries'] });
  }, [links, queries]);
  return useMemo(
    () => (data?.items ?? handed).map((registry) => ({ ...registry, link: links.get(registry.id) ?? registry.link })),
    [data, handed, links],
  );
}
