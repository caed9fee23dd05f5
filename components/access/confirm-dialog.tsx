'use client';

import { type ReactNode, useId } from 'react';
import { useModalDialog } from '../ui/use-modal-dialog';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

interface ConfirmDialogProps {
  /** Asks what is about to be done: "Remove ana@example.com?" */
  readonly title: string;
  /** Names it: "Remove". */
  readonly verb: string;
  readonly isDangerous?: boolean;
  readonly act: () => Promise<void>;
  readonly onClose: () => void;
  /** What it does. */
  readonly children: ReactNode;
}

/** Asks before something is done that concerns somebody else. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, verb, isDangerous = false, act, onClose, children } = props;
  const { isSending, trouble, send } = useSending();
  const { dialog, onCancel } = useModalDialog(onClose);
  const headingId = useId();

  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={headingId} onCancel={onCancel}>
      <h2 id={headingId}>{title}</h2>
      <div className="confirm-words">{children}</div>
      <TroubleLine trouble={trouble} />
      <div className="row end">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={isDangerous ? 'btn danger' : 'btn solid'}
          disabled={isSending}
          onClick={async () => {
            if (await send(act)) onClose();
          }}
        >
          {verb}
        </button>
      </div>
    </dialog>
  );
}
