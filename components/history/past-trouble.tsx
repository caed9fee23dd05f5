import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';

/** Instead of a page of the past that could not be read. */
export function PastTrouble({ problem, onRetry }: { problem: string; onRetry: () => void }): ReactNode {
  return (
    <EmptyState icon="warning" title="That time could not be read">
      <p>{problem}</p>
      <button type="button" className="btn" onClick={onRetry}>
        Retry
      </button>
    </EmptyState>
  );
}
