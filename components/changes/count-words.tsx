import type { ReactNode } from 'react';
import type { ChangeFilter } from '@/lib/view/change-filter';
import type { Counted } from '@/lib/view/join-history';
import { type Range, rangeWords } from '../history/ranges';
import { lengthWords } from '../history/time-words';

interface CountWordsProps {
  readonly counts: Counted | null;
  readonly range: Range;
  readonly chosen: Pick<ChangeFilter, 'from' | 'to'>;
  /** How many there are in what is chosen; null where that is not known yet. */
  readonly chosenTotal: number | null;
}

/** "1,046 in 24 h · 64 in the selected hour" */
export function CountWords({ counts, range, chosen, chosenTotal }: CountWordsProps): ReactNode {
  if (!counts) return <span className="sub">as they are observed, newest first</span>;
  const isChosen = chosen.from !== null || chosen.to !== null;
  return (
    <span className="sub">
      {counts.total.toLocaleString('en')} in {rangeWords(range)}
      {isChosen && chosenTotal !== null && ` · ${chosenTotal.toLocaleString('en')} ${chosenWords(chosen, counts)}`}
    </span>
  );
}

function chosenWords({ from, to }: CountWordsProps['chosen'], counts: Counted): string {
  if (from === null) return 'until then';
  const length = lengthWords(Date.parse(to ?? counts.to) - Date.parse(from));
  return length === '1 h' ? 'in the selected hour' : `in the selected ${length}`;
}
