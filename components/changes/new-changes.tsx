import type { ReactNode } from 'react';

interface NewChangesProps {
  readonly count: number;
  readonly isPaused: boolean;
  readonly onShow: () => void;
}

/** Says how much has come in above a list that stands still; a click shows it. */
export function NewChanges({ count, isPaused, onShow }: NewChangesProps): ReactNode {
  return (
    <div className="new-changes" role="status">
      {count > 0 && (
        <button type="button" onClick={onShow}>
          {count.toLocaleString('en')} new{isPaused ? ' since you paused' : ''}
        </button>
      )}
    </div>
  );
}
