'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isoTime } from '@/lib/domain/clock';
import type { ChangeCounts, RegistryGap } from '@/lib/domain/history';
import { type Counted, joinGaps } from '@/lib/view/join-history';
import { fetchJson } from '../shell/fetch-json';

export interface JournalGaps {
  readonly gaps: readonly RegistryGap[];
  /** Since when (ISO 8601) they are all known. */
  readonly gapsFrom: string;
}

interface Reach {
  /** When the oldest change listed was, ISO 8601. */
  readonly oldest: string | undefined;
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;
const NONE: JournalGaps = { gaps: [], gapsFrom: '' };

/** The stretches nobody observed, down to the oldest change listed: those that `counts` tell, and what lies before. */
export function useJournalGaps(counts: Counted | null, reach: Reach): JournalGaps {
  const from = earlierThan(counts, reach);
  const query = new URLSearchParams({ from: from ?? '', to: counts?.from ?? '', buckets: '1' });
  const { data } = useQuery({
    queryKey: ['gaps', from, counts?.from.slice(0, 13)],
    queryFn: ({ signal }) => fetchJson<ChangeCounts>(`/api/v1/changes/counts?${query}`, signal),
    enabled: from !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    if (!counts) return NONE;
    if (!data) return { gaps: counts.gaps, gapsFrom: counts.from };
    return { gaps: joinGaps(data.gaps, counts.gaps), gapsFrom: data.from };
  }, [counts, data]);
}

/** A day before the oldest, as far as that is kept; null where the counts go back that far themselves. */
function earlierThan(counts: Counted | null, { oldest, keepDays }: Reach): string | null {
  if (!counts || oldest === undefined || oldest >= counts.from) return null;
  const day = Math.floor(Date.parse(oldest) / DAY_MS) * DAY_MS - DAY_MS;
  return isoTime(Math.max(day, Date.parse(counts.to) - keepDays * DAY_MS));
}
