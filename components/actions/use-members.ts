'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { fetchJson } from '../shell/fetch-json';
import { useCatalog } from '../shell/use-catalog';

const ASKED = '1000';
const NONE: ReadonlyMap<string, Instance> = new Map();

/** The instances of a service by id: as the page watches them, or asked for where it watches another service. */
export function useMembers(registry: string, service: string): ReadonlyMap<string, Instance> {
  const watched = useCatalog((state) => state.instances);
  const isWatched = watched?.registry === registry && watched.service === service && watched.items.size > 1;
  const { data } = useQuery({
    queryKey: ['members', registry, service],
    enabled: !isWatched,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ registry, service, limit: ASKED });
      return fetchJson<{ items: readonly Instance[] }>(`/api/v1/instances?${query}`, signal);
    },
  });
  return useMemo(() => {
    if (isWatched) return watched.items;
    return data ? new Map(data.items.map((instance) => [instance.id, instance])) : NONE;
  }, [isWatched, watched, data]);
}
