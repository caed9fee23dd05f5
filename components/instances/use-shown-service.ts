'use client';

import { useMemo } from 'react';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import type { Moments } from '../history/moment-banner';
import { usePastService } from '../history/use-past-service';
import { useCatalog, useInstances } from '../shell/use-catalog';
import type { HandedService } from './service-page';
import { useLastPresent } from './use-last-present';

export interface ShownService {
  /** Null when it has gone, or had no instance then. */
  readonly summary: ServiceSummary | null;
  /** By id, of a service that went while one looked those it had last; null where none is known. */
  readonly instances: ReadonlyMap<string, Instance> | null;
  readonly isGone: boolean;
  /** The past is being read. */
  readonly isWaiting: boolean;
  readonly moments: Moments;
  readonly problem: string | null;
  readonly retry: () => void;
}

/** A service as it is, or as it was at a moment (ISO 8601). */
export function useShownService(handed: HandedService, moment: string | null): ShownService {
  const { registry, service } = handed;
  const services = useCatalog((state) => state.services);
  const live = useInstances(handed);
  const given = useMemo(() => new Map(handed.items.map((instance) => [instance.id, instance])), [handed]);
  const present = live ?? given;
  const instances = useLastPresent(present.size > 0 ? present : null);
  const summary = useLastPresent(services ? (services.get(serviceKey(registry, service)) ?? null) : handed.summary);
  const past = usePastService(registry, service, moment);
  const retry = () => void past.refetch();
  if (moment === null) {
    const isGone = present.size === 0;
    const known = { isWaiting: false, moments: undefined, problem: null, retry };
    return { summary: isGone ? null : summary.value, instances: instances.value, isGone, ...known };
  }
  return {
    summary: past.data?.summary ?? null,
    instances: past.data?.summary ? past.data.instances : null,
    isGone: false,
    isWaiting: past.isPending,
    moments: past.data?.moments,
    problem: past.error?.message ?? null,
    retry,
  };
}
