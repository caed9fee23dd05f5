import type { ReactNode } from 'react';
import { Icon } from './icon';

interface FoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** What is closed until asked for. */
export function Fold({ summary, children }: FoldProps): ReactNode {
  return (
    <details className="fold">
      <summary>
        <Icon name="right" small />
        {summary}
      </summary>
      {children}
    </details>
  );
}
