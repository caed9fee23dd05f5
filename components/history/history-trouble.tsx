import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';

interface HistoryTroubleProps {
  /** Why the histories could not be read; nothing is drawn for null. */
  readonly problem: string | null;
  readonly onRetry: () => void;
}

/** One line for all bars of a page that could not be read. */
export function HistoryTrouble({ problem, onRetry }: HistoryTroubleProps): ReactNode {
  if (problem === null) return null;
  return (
    <p className="history-trouble" role="status">
      <Icon name="warning" small />
      <span>The history could not be read: {problem}</span>
      <button type="button" className="btn small" onClick={onRetry}>
        Retry
      </button>
    </p>
  );
}
