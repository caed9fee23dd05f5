import type { ReactNode } from 'react';
import type { NotObserved } from '@/lib/view/not-observed';
import { Icon } from '../ui/icon';
import { causeWords } from './cause-words';
import { clockTime } from './clock-time';

/** A stretch nobody observed: hatched, never empty, and never as if all had been well. */
export function GapWords({ gap }: { gap: NotObserved }): ReactNode {
  const { registry, from, to, cause, detail } = gap;
  return (
    <div className="gap">
      <Icon name="gap" small />
      <b>Not observed</b>
      <span>
        <span className="mono">{from ? `${clockTime(from)} – ` : 'until '}</span>
        {to ? <span className="mono">{clockTime(to)}</span> : 'now'}, {registry}
        {cause !== null && `: ${causeWords(cause)}`}
        {detail !== null && `, ${detail}`}
        {to !== null && '. What happened in between is known only by its result.'}
      </span>
    </div>
  );
}
