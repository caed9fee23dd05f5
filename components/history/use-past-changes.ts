'use client';

import { useQuery } from '@tanstack/react-query';
import type { Change } from '@/lib/domain/change';
import { fetchJson } from '../shell/fetch-json';

interface ChangesPage {
  readonly items: readonly Change[];
  readonly total: number;
}

const KEPT_MS = 5 * 60_000;
const LIMIT = '100';

/** The latest changes before a moment (ISO 8601), newest first; null while they are not known. Nothing is asked for null. */
export function usePastChanges(filter: Readonly<Record<string, string>>, moment: string | null): ChangesPage | null {
  const query = new URLSearchParams({ ...filter, to: moment ?? '', limit: LIMIT }).toString();
  const { data } = useQuery({
    queryKey: ['past-changes', query],
    enabled: moment !== null,
    staleTime: KEPT_MS,
    queryFn: ({ signal }) => fetchJson<ChangesPage>(`/api/v1/changes?${query}`, signal),
  });
  return (moment !== null && data) || null;
}
