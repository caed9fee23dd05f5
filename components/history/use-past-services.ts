'use client';

import { useQuery } from '@tanstack/react-query';
import type { Moment } from '@/lib/domain/history';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { fetchJson } from '../shell/fetch-json';

interface PastPage {
  readonly items: readonly ServiceSummary[];
  readonly nextCursor: string | null;
  readonly moments: readonly Moment[];
}

export interface PastServices {
  readonly services: ReadonlyMap<string, ServiceSummary>;
  readonly moments: readonly Moment[];
}

const LIMIT = '1000';
/** What was stays so; only what is thrown away with its age goes. */
const KEPT_MS = 5 * 60_000;

/** All services as they were at a moment (ISO 8601); nothing is asked for null. */
export function usePastServices(moment: string | null) {
  return useQuery({
    queryKey: ['past-services', moment],
    enabled: moment !== null,
    staleTime: KEPT_MS,
    queryFn: async ({ signal }): Promise<PastServices> => {
      const services = new Map<string, ServiceSummary>();
      let moments: readonly Moment[] = [];
      let cursor: string | null = null;
      do {
        const query = new URLSearchParams({ at: moment ?? '', limit: LIMIT, ...(cursor !== null && { cursor }) });
        const page: PastPage = await fetchJson<PastPage>(`/api/v1/services?${query}`, signal);
        for (const item of page.items) services.set(serviceKey(item.registry, item.service), item);
        moments = page.moments;
        cursor = page.nextCursor;
      } while (cursor !== null);
      return { services, moments };
    },
  });
}
