'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isoTime } from '@/lib/domain/clock';
import type { ChangeCounts } from '@/lib/domain/history';
import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import { FRESH_MS } from '../charts/use-chart-range';
import { useNow } from '../charts/use-now';
import { rangeMs } from '../history/ranges';
import { fetchJson } from '../shell/fetch-json';
import type { JournalRange } from './journal-range';

export interface Count {
  readonly value: string;
  readonly count: number;
}

export interface Facets {
  readonly total: number;
  readonly kinds: readonly Count[];
  readonly services: readonly Count[];
  readonly causes: readonly Count[];
}

interface FacetRange {
  readonly shown: JournalRange;
  readonly keepDays: number;
}

const DAY_MS = 86_400_000;

/**
 * How many changes each kind and each service would leave over what is asked for, or over the range that is shown: each
 * counted with the other filters only, so that choosing one does not hide its neighbours. Null until it is known.
 */
export function useFacets(filter: ChangeFilter, range: FacetRange): Facets | null {
  const all = useCounts(filter, range);
  const ofKinds = useCounts({ ...filter, kind: null }, range);
  const ofServices = useCounts({ ...filter, service: null }, range);
  if (!all || !ofKinds || !ofServices) return null;
  const services = new Map<string, number>();
  for (const { service, changes } of ofServices.services) services.set(service, (services.get(service) ?? 0) + changes);
  return {
    total: all.total,
    kinds: countsOf(Object.entries(ofKinds.kinds)),
    services: countsOf(services),
    causes: countsOf(Object.entries(all.causes)),
  };
}

/** The same question is asked once, however many parts of the page ask it. */
function useCounts(filter: ChangeFilter, range: FacetRange): ChangeCounts | null {
  const now = useNow(FRESH_MS);
  const from = now === null ? null : countedFrom(filter, range, now);
  const query = new URLSearchParams({
    ...changeFilterParams({ ...filter, from: from === null ? null : isoTime(from) }),
    buckets: '1',
  });
  const { data } = useQuery({
    queryKey: ['change-counts', query.toString(), now],
    queryFn: ({ signal }) => fetchJson<ChangeCounts>(`/api/v1/changes/counts?${query}`, signal),
    enabled: from !== null,
    placeholderData: keepPreviousData,
  });
  return from === null ? null : (data ?? null);
}

/** Nothing is counted further back than is kept; null where that leaves no time at all. */
function countedFrom(filter: ChangeFilter, { shown, keepDays }: FacetRange, now: number): number | null {
  const to = filter.to === null ? now : Math.min(now, Date.parse(filter.to));
  const wanted = filter.from === null ? to - rangeMs(shown) : Date.parse(filter.from);
  const from = Math.max(wanted, now - keepDays * DAY_MS);
  return from < to ? from : null;
}

function countsOf(counts: Iterable<readonly [string, number]>): Count[] {
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
