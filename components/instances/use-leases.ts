'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { fetchJson } from '../shell/fetch-json';
import { useIsStale } from '../shell/use-is-stale';
import { useMoment } from '../ui/moment-context';
import { useThrottled } from '../ui/use-throttled';

/** What was left of a lease when it was read. */
export interface LeaseReading {
  readonly remainingSeconds: number | null;
  readonly ttlSeconds: number | null;
  /** Milliseconds since 1970, by the browser's clock. */
  readonly readAt: number;
}

const EVERY_MS = 5_000;
const SETTLE_MS = 500;
/** As many as one request may ask for. */
const ASKED_LIMIT = 200;
const NOT_KNOWN: ReadonlyMap<string, LeaseReading> = new Map();

type Lease = NonNullable<Instance['lease']>;

/**
 * Remaining time of the leases of the instances in sight, by lease id; read again every five seconds. Nothing of a
 * stale registry: who could renew a lease unseen may have done so. Nothing of the past either.
 */
export function useLeases(registry: string, instances: readonly Instance[]): ReadonlyMap<string, LeaseReading> {
  const seen = [...new Set(instances.flatMap(({ lease }) => (lease ? [lease.id] : [])))].sort().slice(0, ASKED_LIMIT);
  // Not for every row that scrolls by: it would be asked for and gone again.
  const asked = useThrottled(seen.join('\n'), SETTLE_MS);
  const isPast = useMoment() !== null;
  const isUnknown = useIsStale()(registry) || isPast;
  const { data } = useQuery({
    queryKey: ['leases', registry, asked],
    enabled: asked !== '' && !isUnknown,
    gcTime: 2 * EVERY_MS,
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams(asked.split('\n').map((id) => ['id', id]));
      const address = `/api/v1/registries/${encodeURIComponent(registry)}/leases?${query}`;
      const { items } = await fetchJson<{ items: readonly Lease[] }>(address, signal);
      // Not the query's own time: kept data of other leases has none, and would count as run out.
      return { items, readAt: Date.now() };
    },
  });
  return useMemo(
    () => (isUnknown ? NOT_KNOWN : new Map(data?.items.map((lease) => [lease.id, { ...lease, readAt: data.readAt }]))),
    [data, isUnknown],
  );
}
