'use client';

import Link from 'next/link';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { Icon } from '../ui/icon';
import { actionPath } from './action-path';
import { isRunning, outcomeWords } from './action-words';
import { lookOf, stateWords } from './came-back';
import { RevertButton } from './revert-button';
import { StepStatus } from './step-status';
import { useLiveAction } from './use-live-action';

interface ActionNoticeProps {
  readonly action: Action;
  readonly isHeld: boolean;
  readonly onDismiss: (id: string) => void;
}

const STAYS_MS = 12_000;

/** What has become of one action, until its end and a while longer; it stays while it is pointed at or has the focus. */
export function ActionNotice({ action: handed, isHeld, onDismiss }: ActionNoticeProps): ReactNode {
  const action = useLiveAction(handed);
  const [isPointed, setPointed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isStill = isHeld || isPointed || hasFocus || isRunning(action);
  const { id, state } = action;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is news, and is to be read as long.
  useEffect(() => {
    if (isStill) return;
    const timer = setTimeout(() => onDismiss(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [isStill, id, state, onDismiss]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onDismiss(id);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to what its buttons let through.
    <div
      className="notice"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      onKeyDown={onKeyDown}
    >
      <p role="status">
        <StepStatus state={lookOf(action)}>
          <span className="sr">{stateWords(action)}: </span>
        </StepStatus>
        <span>{outcomeWords(action)}</span>
      </p>
      <div className="acts">
        <RevertButton action={action} label="Undo" small />
        <Link className="btn bare small" href={actionPath(id)} prefetch={false}>
          Details
        </Link>
        <button type="button" className="btn bare icon small" aria-label="Dismiss" onClick={() => onDismiss(id)}>
          <Icon name="close" small />
        </button>
      </div>
    </div>
  );
}
