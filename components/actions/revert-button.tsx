'use client';

import type { ReactNode } from 'react';
import type { Action } from '@/lib/domain/action';
import { useActingMe } from '../access/use-acting-me';
import { Icon } from '../ui/icon';
import { useRevert } from './use-revert';
import { troubleWords } from './use-submit';
import { whyNotMe } from './why-not';

interface RevertButtonProps {
  readonly action: Action;
  readonly label: string;
  readonly onReverted?: (action: Action) => void;
  readonly small?: boolean;
}

/** Takes an action back, where something of it can be; says so where it could not. */
export function RevertButton({ action, label, onReverted, small = false }: RevertButtonProps): ReactNode {
  const me = useActingMe();
  const revert = useRevert(onReverted);
  const [first] = action.steps;
  if (!action.isRevertible || !first) return null;
  const whyNot = whyNotMe(me, first);
  return (
    <>
      <button
        type="button"
        className={small ? 'btn small' : 'btn'}
        aria-disabled={whyNot !== null || revert.isPending ? true : undefined}
        title={whyNot ?? undefined}
        onClick={() => whyNot === null && !revert.isPending && revert.mutate(action.id)}
      >
        <Icon name="reverted" small />
        {revert.isPending ? 'Taking back' : label}
      </button>
      {revert.error && (
        <span className="trouble" role="alert">
          {troubleWords(revert.error)}
        </span>
      )}
    </>
  );
}
