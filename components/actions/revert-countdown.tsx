'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import type { Action } from '@/lib/domain/action';
import { formatAge, formatTime } from '../ui/age';
import { subscribeToTicks } from '../ui/ticker';

const MINUTE_MS = 60_000;

interface RevertCountdownProps {
  readonly action: Pick<Action, 'revertAt' | 'isRevertible'>;
  readonly words?: string;
}

/** "reverts in 12 min", ticking; nothing where it will not, or has been taken back. */
export function RevertCountdown({ action, words = 'reverts in' }: RevertCountdownProps): ReactNode {
  const { revertAt, isRevertible } = action;
  const read = () => (revertAt === null ? '' : formatAge(rounded(Date.parse(revertAt) - Date.now())));
  const left = useSyncExternalStore(subscribeToTicks, read, read);
  if (revertAt === null || !isRevertible) return null;
  return (
    <time dateTime={revertAt} title={formatTime(revertAt)} suppressHydrationWarning>
      {`${words} ${left}`}
    </time>
  );
}

/** What was asked for as 15 min says so at first, not 14. */
function rounded(leftMs: number): number {
  return leftMs < MINUTE_MS ? leftMs : Math.round(leftMs / MINUTE_MS) * MINUTE_MS;
}
