'use client';

import { useQuery } from '@tanstack/react-query';
import type { Moment } from '@/lib/domain/history';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { AnswerError, fetchJson } from '../shell/fetch-json';
import { serviceAddress } from './history-question';

type PastAnswer = Omit<ServiceSummary, 'instances'> & {
  readonly instances: readonly Instance[];
  readonly counts: ServiceSummary['instances'];
  readonly moments: readonly Moment[];
};

export interface PastService {
  /** Null where it had no instance then. */
  readonly summary: ServiceSummary | null;
  /** By id. */
  readonly instances: ReadonlyMap<string, Instance>;
  readonly moments: readonly Moment[];
}

const KEPT_MS = 5 * 60_000;

/** A service as it was at a moment (ISO 8601); nothing is asked for null. */
export function usePastService(registry: string, service: string, moment: string | null) {
  return useQuery({
    queryKey: ['past-service', registry, service, moment],
    enabled: moment !== null,
    staleTime: KEPT_MS,
    queryFn: async ({ signal }): Promise<PastService> => {
      const query = new URLSearchParams({ at: moment ?? '' });
      try {
        const answer = await fetchJson<PastAnswer>(`${serviceAddress(registry, service)}?${query}`, signal);
        const { counts, instances, moments, ...rest } = answer;
        return {
          summary: { ...rest, instances: counts },
          instances: new Map(instances.map((instance) => [instance.id, instance])),
          moments,
        };
      } catch (error) {
        if (error instanceof AnswerError && error.status === 404) {
          return { summary: null, instances: new Map(), moments: [] };
        }
        throw error;
      }
    },
  });
}
