'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { formatAge, formatTime } from '../ui/age';
import { subscribeToTicks } from '../ui/ticker';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SOON_MS = 7 * DAY_MS;

/** In how long a token expires, or how long ago it did. */
export function ExpiresIn({ at }: { at: string | null }): ReactNode {
  const read = () => words(at, Date.now());
  const said = useSyncExternalStore(subscribeToTicks, read, read);
  if (at === null) return <span className="faint">never</span>;
  const isSoon = Date.parse(at) - Date.now() < SOON_MS;
  return (
    <time dateTime={at} title={formatTime(at)} className={isSoon ? 'st warning' : 'dim'} suppressHydrationWarning>
      {said}
    </time>
  );
}

function words(at: string | null, now: number): string {
  const left = Date.parse(at ?? '') - now;
  // Ages are rounded down; 30 days without a second are 30 days.
  const rounded = left > 2 * DAY_MS ? left + DAY_MS / 2 : left;
  return left > 0 ? `in ${formatAge(rounded)}` : `expired ${formatAge(-left)} ago`;
}
