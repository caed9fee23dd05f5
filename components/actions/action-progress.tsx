'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Action } from '@/lib/domain/action';
import { SidePanel } from '../ui/side-panel';
import { actionPath } from './action-path';
import { actionWords, isRunning, outcomeWords, subjectWords } from './action-words';
import { undoneSteps } from './draft';
import { KIND_LOOKS } from './kind-looks';
import { RevertButton } from './revert-button';
import { RevertCountdown } from './revert-countdown';
import { StepList } from './step-list';
import { useLiveAction } from './use-live-action';

interface ActionProgressProps {
  readonly action: Action;
  readonly windows: ReadonlyMap<string, number>;
  readonly onClose: () => void;
  /** Looks at what has not been done once more. */
  readonly onAgain?: (action: Action) => void;
}

/** The drawer once the action is begun: each target as the watch tells of it. Closing it stops nothing. */
export function ActionProgress({ action: begun, windows, onClose, onAgain }: ActionProgressProps): ReactNode {
  const action = useLiveAction(begun);
  const goesOn = isRunning(action);
  return (
    <SidePanel
      icon={KIND_LOOKS[action.kind].icon}
      tone={action.kind === 'drain' || action.kind === 'restore' ? 'out' : 'unknown'}
      title={actionWords(action.kind, subjectWords(action.steps), action.weight)}
      onClose={onClose}
      foot={
        <>
          <Link className="link" href={actionPath(action.id)} prefetch={false} onClick={onClose}>
            Open in Actions
          </Link>
          <span className="push" />
          {onAgain && !goesOn && undoneSteps(action).length > 0 && (
            <button type="button" className="btn" onClick={() => onAgain(action)}>
              Look again
            </button>
          )}
          <RevertButton action={action} label="Undo" />
          <button type="button" className="btn solid" onClick={onClose}>
            {goesOn ? 'Close, it goes on' : 'Done'}
          </button>
        </>
      }
    >
      <div className="drawer-body">
        <p className="outcome" role="status">
          {outcomeWords(action)}
        </p>
        {action.revertAt !== null && (
          <p className="faint back">
            <RevertCountdown action={action} words="Reverts in" />
          </p>
        )}
        <StepList action={action} windows={windows} />
        <p className="faint why">Reason: {action.reason}</p>
      </div>
    </SidePanel>
  );
}
