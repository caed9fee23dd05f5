'use client';

import { useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { changesPerMinute, mergeRates, type RateBucket } from '@/lib/view/change-rate';
import { notObservedStretches } from '@/lib/view/not-observed';
import { type HandedOverview, RATE_MINUTES } from './handed-overview';
import { useMinute } from './use-minute';

export interface Rate {
  readonly buckets: readonly RateBucket[];
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly registry: string }[];
}

const MINUTE_MS = 60_000;
const NO_GAPS: Rate['gaps'] = [];

/** Changes a minute: what is live, completed by what the server had counted for the minutes before. */
export function useRate(handed: HandedOverview, changes: readonly Change[]): Rate {
  const minute = useMinute();
  return useMemo(() => {
    if (minute === null) return { buckets: handed.rate, gaps: NO_GAPS };
    const counted = changesPerMinute(changes, {
      now: minute,
      minutes: RATE_MINUTES,
      observedFrom: handed.observedFrom,
    });
    const gaps = [...notObservedStretches(changes).values()].flatMap(({ from, to, registry }) =>
      from === null ? [] : { from: Date.parse(from), to: to === null ? minute + MINUTE_MS : Date.parse(to), registry },
    );
    return { buckets: mergeRates(counted, handed.rate), gaps };
  }, [minute, changes, handed]);
}
