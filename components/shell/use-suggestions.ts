'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { fetchJson } from './fetch-json';
import { everySuggestion, type Suggestion, suggestedInstance, suggestedServices } from './suggestions';
import { useCatalog } from './use-catalog';

const PAUSE_MS = 150;
const INSTANCES = '6';
const NONE: readonly Suggestion[] = [];

/** Pages that a text may mean: services as the tab knows them, instances as the server finds them once one pauses. */
export function useSuggestions(typed: string): readonly Suggestion[] {
  const text = typed.trim();
  const services = useCatalog((state) => state.services);
  const asked = usePaused(text);
  const { data } = useQuery({
    queryKey: ['suggested', asked],
    enabled: asked !== '' && text !== '',
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ q: asked, limit: INSTANCES });
      return fetchJson<{ items: readonly Instance[] }>(`/api/v1/instances?${query}`, signal);
    },
  });
  return useMemo(() => {
    if (text === '') return NONE;
    const instances = asked === text ? (data?.items ?? []) : [];
    return [
      ...suggestedServices(services?.values() ?? [], text),
      ...instances.map(suggestedInstance),
      everySuggestion(text),
    ];
  }, [text, asked, services, data]);
}

/** A text once nothing has been typed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
