'use client';

import { useMemo } from 'react';
import type { ServiceSummary } from '@/lib/domain/service';
import type { Moments } from '../history/moment-banner';
import { usePastServices } from '../history/use-past-services';
import { useCatalog } from '../shell/use-catalog';
import { useThrottled } from '../ui/use-throttled';

export interface ShownServices {
  /** By service key, as they are or were; null while that is not known. */
  readonly services: ReadonlyMap<string, ServiceSummary> | null;
  /** The same for what is counted and sorted: it rests for moments while they change. */
  readonly settled: ReadonlyMap<string, ServiceSummary> | null;
  readonly moments: Moments;
  /** Why the past could not be read. */
  readonly problem: string | null;
  readonly retry: () => void;
}

const SETTLE_MS = 250;

/** The services of the tab's catalog, or those of a moment in the past (ISO 8601), which stand still. */
export function useShownServices(moment: string | null): ShownServices {
  const live = useCatalog((state) => (moment === null ? state.services : null));
  const past = usePastServices(moment);
  const services = moment === null ? live : (past.data?.services ?? null);
  const shown = useMemo(() => ({ moment, services }), [moment, services]);
  const settled = useThrottled(shown, SETTLE_MS);
  return {
    services,
    // What is for another time is no answer.
    settled: (settled.moment === moment ? settled : shown).services,
    moments: past.data?.moments,
    problem: moment === null ? null : (past.error?.message ?? null),
    retry: () => void past.refetch(),
  };
}
