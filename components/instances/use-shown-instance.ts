'use client';

import { useMemo } from 'react';
import type { Instance } from '@/lib/domain/instance';
import type { Moments } from '../history/moment-banner';
import { usePastService } from '../history/use-past-service';
import { useInstances } from '../shell/use-catalog';
import type { HandedInstance } from './instance-page';
import { useLastPresent } from './use-last-present';

export interface ShownInstance {
  /** As it is, was last, or was then; null where it was not registered then. */
  readonly instance: Instance | null;
  readonly isGone: boolean;
  /** The past is being read. */
  readonly isWaiting: boolean;
  readonly moments: Moments;
  readonly problem: string | null;
  readonly retry: () => void;
}

/** An instance as it is, or as it was at a moment (ISO 8601). */
export function useShownInstance(handed: HandedInstance, moment: string | null): ShownInstance {
  const { departed, cursor } = handed;
  const { registry, id, service } = handed.instance;
  const watched = useMemo(
    () => ({ registry, service, items: departed ? [] : [handed.instance], cursor }),
    [registry, service, handed, departed, cursor],
  );
  const live = useInstances(watched);
  const present = useLastPresent(live ? (live.get(id) ?? null) : departed ? null : handed.instance);
  const past = usePastService(registry, service, moment);
  const retry = () => void past.refetch();
  if (moment === null) {
    const isGone = present.isGone || present.value === null;
    const known = { isWaiting: false, moments: undefined, problem: null, retry };
    return { instance: present.value ?? handed.instance, isGone, ...known };
  }
  return {
    instance: past.data?.instances.get(id) ?? null,
    isGone: false,
    isWaiting: past.isPending,
    moments: past.data?.moments,
    problem: past.error?.message ?? null,
    retry,
  };
}
