'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { formatAge, sinceTitle } from './age';
import { useMoment } from './moment-context';
import { subscribeToTicks } from './ticker';

interface SinceProps {
  /** ISO 8601. */
  readonly at: string;
  /** Nobody watched as it became so: it may be so for longer. */
  readonly atLeast?: boolean;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** How long ago, ticking; in the past, how long it had been so. The time itself is in the tooltip. */
export function Since({ at, atLeast = false, prefix = '', suffix = '' }: SinceProps): ReactNode {
  const moment = useMoment();
  const read = () => formatAge((moment === null ? Date.now() : Date.parse(moment)) - Date.parse(at));
  const age = useSyncExternalStore(subscribeToTicks, read, read);
  // The server's second is not the browser's: the text may differ for a tick.
  return (
    <time dateTime={at} title={sinceTitle(at, atLeast)} suppressHydrationWarning>
      {`${prefix}${atLeast ? '≥ ' : ''}${age}${suffix}`}
    </time>
  );
}
