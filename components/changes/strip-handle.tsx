'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import type { Choice } from '@/lib/view/count-strip';
import { formatTime } from '../ui/age';

interface StripHandleProps {
  readonly end: keyof Choice;
  readonly buckets: readonly { readonly from: string; readonly to: string }[];
  readonly choice: Choice;
  /** Whether anything is chosen: otherwise the handle is seen only while it has the focus. */
  readonly isOn: boolean;
  /** Null takes the choice off. */
  readonly onMove: (choice: Choice | null) => void;
}

const PAGE = 10;

/** One end of what is chosen: arrow keys move it, Escape takes the choice off. */
export function StripHandle({ end, buckets, choice, isOn, onMove }: StripHandleProps): ReactNode {
  const last = buckets.length - 1;
  const at = choice[end];
  const bucket = buckets[at];
  const least = end === 'first' ? 0 : choice.first;
  const most = end === 'first' ? choice.last : last;

  function move(event: KeyboardEvent<HTMLElement>): void {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - PAGE,
      PageUp: at + PAGE,
      Home: least,
      End: most,
    };
    const to = steps[event.key];
    if (to === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onMove(to === undefined ? null : { ...choice, [end]: Math.max(least, Math.min(most, to)) });
  }

  const place = (end === 'first' ? at : at + 1) / buckets.length;
  const time = end === 'first' ? bucket?.from : bucket?.to;
  return (
    <span
      role="slider"
      tabIndex={0}
      className={isOn ? 'strip-handle on' : 'strip-handle'}
      style={{ left: `${100 * place}%` }}
      aria-label={end === 'first' ? 'Range from' : 'Range to'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={at}
      aria-valuetext={end === 'last' && at === last ? 'now' : formatTime(time ?? '')}
      onKeyDown={move}
    />
  );
}
