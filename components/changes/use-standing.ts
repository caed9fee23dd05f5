'use client';

import { useState } from 'react';
import type { Change } from '@/lib/domain/change';

export interface Standing {
  readonly shown: readonly Change[];
  /** What has come in above while the list stood still, newest first. */
  readonly waiting: readonly Change[];
}

const NONE: readonly Change[] = [];

/** The list as it was when the hold began, older ones added below; all of it while nothing holds it. */
export function useStanding(changes: readonly Change[], isHeld: boolean): Standing {
  const [top, setTop] = useState<string | null>(null);
  const wanted = isHeld ? (top ?? changes[0]?.id ?? null) : null;
  if (wanted !== top) setTop(wanted);
  const index = wanted === null ? -1 : changes.findIndex(({ id }) => id === wanted);
  if (index <= 0) return { shown: changes, waiting: NONE };
  return { shown: changes.slice(index), waiting: changes.slice(0, index) };
}
