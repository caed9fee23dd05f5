'use client';

import type { ReactNode } from 'react';
import { type Choice, choiceOf, timesOf } from '@/lib/view/count-strip';
import type { Counted } from '@/lib/view/join-history';
import type { ChartData } from '../charts/use-two-parts';
import { useWidth } from '../charts/use-width';
import { StripChart } from './strip-chart';

interface CountStripProps {
  readonly counts: ChartData<Counted>;
  /** "24 h" */
  readonly range: string;
  /** ISO 8601; null is open. */
  readonly chosen: { readonly from: string | null; readonly to: string | null };
  /** `typing` while the keyboard moves an end. */
  readonly onChoose: (times: { from: string | null; to: string | null }, how?: 'typing') => void;
}

/** How many changes there were when; a part of it is chosen by dragging, or by the arrow keys at its ends. */
export function CountStrip({ counts, range, chosen, onChoose }: CountStripProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { data, error, retry } = counts;
  const choose = (choice: Choice | null, how?: 'typing') => {
    if (data) onChoose(choice ? timesOf(data.buckets, choice) : { from: null, to: null }, how);
  };
  return (
    <div ref={ref} className="strip" aria-busy={!data && !error}>
      {error && (
        <p className="faint" role="alert">
          The counts could not be read: {error.message}{' '}
          <button type="button" className="btn small" onClick={retry}>
            Try again
          </button>
        </p>
      )}
      {data && width !== null && width > 0 && (
        <StripChart
          counts={data}
          range={range}
          width={width}
          choice={choiceOf(data.buckets, chosen)}
          onChoose={choose}
        />
      )}
    </div>
  );
}
