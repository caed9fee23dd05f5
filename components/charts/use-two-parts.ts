'use client';

import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { isoTime } from '@/lib/domain/clock';
import { type ChartRange, wholeParts } from '@/lib/view/chart-steps';
import { fetchJson } from '../shell/fetch-json';
import { useCatalog } from '../shell/use-catalog';
import { FRESH_MS } from './use-chart-range';

export interface ChartData<Answer> {
  /** Null until the first answer. */
  readonly data: Answer | null;
  readonly error: Error | null;
  readonly retry: () => void;
}

interface Part {
  readonly from: string;
  readonly to: string;
}

/**
 * A range of `path` in parts: what is whole is read once, what runs again and again. `path` ends where further
 * parameters can be added; `join` must keep its identity.
 */
export function useTwoParts<Answer extends Part>(
  path: string,
  range: ChartRange | null,
  join: (whole: Answer, running: Answer) => Answer,
): ChartData<Answer> {
  const isPaused = useCatalog(({ paused }) => paused !== null);
  const ask = (times: Readonly<Record<string, string>>) => (context: { signal: AbortSignal }) =>
    fetchJson<Answer>(`${path}${new URLSearchParams(times)}`, context.signal);
  const whole = useQuery({
    queryKey: ['chart', path, range],
    queryFn: range
      ? ask({ from: isoTime(range.from), to: isoTime(range.wholeTo), buckets: String(wholeParts(range)) })
      : skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
  const running = useQuery({
    queryKey: ['chart', path, 'running', range?.wholeTo],
    queryFn: range ? ask({ from: isoTime(range.wholeTo), buckets: '1' }) : skipToken,
    refetchInterval: isPaused ? false : FRESH_MS,
    placeholderData: keepPreviousData,
  });
  const joined = useMemo(() => {
    // While one of them is still that of an earlier range, they do not fit together.
    if (!whole.data || !running.data || whole.data.to !== running.data.from) return undefined;
    return join(whole.data, running.data);
  }, [whole.data, running.data, join]);
  const [last, setLast] = useState<Answer | null>(null);
  if (joined !== undefined && joined !== last) setLast(joined);
  return {
    data: joined ?? last,
    error: joined === undefined ? (whole.error ?? running.error) : null,
    retry: () => {
      if (whole.error) void whole.refetch();
      if (running.error) void running.refetch();
    },
  };
}
