import type { ReactNode } from 'react';
import { clockTime } from '../changes/clock-time';
import { formatTime } from '../ui/age';
import { Icon } from '../ui/icon';

/** That nobody is told, and until when. */
export function MutedUntil({ until }: { until: string }): ReactNode {
  return (
    <span className="st muted" title={`until ${formatTime(until)}`}>
      <Icon name="muted" small />
      <span>muted until {untilWords(until)}</span>
    </span>
  );
}

/** The time, and the day too where it is far away. */
export function untilWords(until: string): string {
  const time = clockTime(until).slice(0, 5);
  const isFar = Date.parse(until) - Date.now() > 20 * 3_600_000;
  return isFar ? `${until.slice(0, 10)} ${time}` : time;
}
