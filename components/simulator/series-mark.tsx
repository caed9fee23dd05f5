import type { ReactNode } from 'react';
import { seriesAt } from './series';

/** The line a policy is drawn with: its colour and its dash. */
export function SeriesMark({ place }: { place: number }): ReactNode {
  const { colour, dash } = seriesAt(place);
  return (
    <svg className="series-mark" width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
      <path d="M0 5H20" stroke={`var(${colour})`} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}
