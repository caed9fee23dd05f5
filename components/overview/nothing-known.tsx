import type { ReactNode } from 'react';
import { type Range, rangeWords } from '../history/ranges';
import { Icon } from '../ui/icon';

/** In place of a chart of a time in which nothing was observed. */
export function NothingKnown({ range }: { range: Range }): ReactNode {
  return (
    <p className="quiet faint">
      <Icon name="gap" />
      <span>
        Nothing is known of the last {rangeWords(range)}: the history of these registries begins now, with what Rollcall
        observes.
      </span>
    </p>
  );
}
