import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';

interface TroubleLineProps {
  readonly children: ReactNode;
  /** Drawn as a box, beside what it concerns. */
  readonly isBlock?: boolean;
  readonly onAgain?: () => void;
}

/** What went wrong, read out at once. */
export function TroubleLine({ children, isBlock = false, onAgain }: TroubleLineProps): ReactNode {
  return (
    <p className={isBlock ? 'trouble block' : 'trouble'} role="alert">
      <Icon name="critical" small />
      <span>{children}</span>
      {onAgain && (
        <button type="button" className="btn small" onClick={onAgain}>
          Try again
        </button>
      )}
    </p>
  );
}
