import type { ReactNode } from 'react';
import { Icon } from './icon';

interface FoldProps {
  readonly summary: ReactNode;
  /** Open to begin with. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What is closed until asked for. */
export function Fold({ summary, isOpen = false, children }: FoldProps): ReactNode {
  return (
    <details className="fold" open={isOpen}>
      <summary>
        <Icon name="right" small />
        {summary}
      </summary>
      {children}
    </details>
  );
}
