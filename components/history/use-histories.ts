'use client';

import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Bucket } from '@/lib/domain/history';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { fetchJson } from '../shell/fetch-json';
import { useSettled } from '../ui/use-settled';
import { createHistoryBatch, type Histories } from './history-batch';
import { type HistoryTime, historyQuery } from './history-question';
import { freshMs } from './ranges';

export interface ServiceHistories {
  /** By service key; absent while it is not known. */
  readonly of: ReadonlyMap<string, readonly Bucket[]>;
  /** Why the last one that was asked for could not be read; null where all could. */
  readonly problem: string | null;
  readonly retry: () => void;
}

/** A change shows in the bar this much later, in milliseconds: those that come together are asked for once. */
const SETTLE_MS = 1_500;
/** That long the same rows must be in sight before they are asked for, in milliseconds. */
const REST_MS = 120;

const batch = createHistoryBatch((names, question) => {
  const time = JSON.parse(question) as HistoryTime;
  const query = new URLSearchParams(names.map(({ registry, service }) => ['of', serviceKey(registry, service)]));
  for (const [name, value] of Object.entries(historyQuery(time))) query.set(name, value);
  return fetchJson<Histories>(`/api/v1/histories?${query}`);
});

/**
 * The bars of the services in sight once one no longer scrolls; asked for again as time passes, and when a service has
 * changed.
 * @param keys service keys
 */
export function useHistories(
  keys: readonly string[],
  services: ReadonlyMap<string, ServiceSummary>,
  time: HistoryTime,
): ServiceHistories {
  const settled = useSettled(JSON.stringify(keys), REST_MS);
  const seen = useMemo(
    () => (JSON.parse(settled) as readonly string[]).flatMap((key) => services.get(key) ?? []),
    [settled, services],
  );
  const client = useQueryClient();
  const isLive = time.moment === null;
  const question = JSON.stringify({ moment: time.moment, range: time.range });
  const fresh = isLive ? freshMs(time.range) : Number.POSITIVE_INFINITY;
  const results = useQueries({
    queries: seen.map(({ registry, service }) => ({
      queryKey: ['history', question, registry, service],
      queryFn: ({ signal }: { signal: AbortSignal }) => batch({ registry, service }, question, signal),
      staleTime: fresh,
      refetchInterval: isLive ? fresh : (false as const),
    })),
  });

  const versions = useRef(new Map<string, string>());
  const changed = useRef(new Map<string, readonly string[]>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isLive) return;
    for (const summary of seen) {
      const { registry, service } = summary;
      const key = serviceKey(registry, service);
      const known = versions.current.get(key);
      const version = versionOf(summary);
      versions.current.set(key, version);
      if (known !== undefined && known !== version) changed.current.set(key, ['history', question, registry, service]);
    }
    if (changed.current.size === 0 || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      for (const queryKey of changed.current.values()) void client.invalidateQueries({ queryKey });
      changed.current.clear();
    }, SETTLE_MS);
  }, [seen, isLive, question, client]);

  const problem = results.find(({ error }) => error !== null)?.error?.message ?? null;
  return {
    of: new Map(
      seen.flatMap(({ registry, service }, index) => {
        const data = results[index]?.data;
        return data ? [[serviceKey(registry, service), data] as const] : [];
      }),
    ),
    problem,
    retry: () => results.forEach(({ error, refetch }) => void (error && refetch())),
  };
}

/** What a bar would show of a summary. */
function versionOf({ inRotation, instances }: ServiceSummary): string {
  return `${Object.values(inRotation).join()} ${instances.out}`;
}
