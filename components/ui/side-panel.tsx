'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon, type IconName } from './icon';
import { useModalDialog } from './use-modal-dialog';

interface SidePanelProps {
  readonly title: ReactNode;
  readonly icon: IconName;
  /** Colours the icon: a kind of action or a state. */
  readonly tone?: string;
  readonly onClose: () => void;
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

/**
 * A panel over the right side of the page, and over all of a small one. The browser's own modal dialog: it keeps the
 * focus, closes with Escape and gives the focus back.
 */
export function SidePanel({ title, icon, tone = '', onClose, foot, children }: SidePanelProps): ReactNode {
  const { dialog, onCancel } = useModalDialog(onClose);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes from outside; Escape is the dialog's own.
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby={headingId}
      onCancel={onCancel}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="drawer-sheet">
        <header>
          <span className={`st ${tone}`}>
            <Icon name={icon} />
          </span>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className="btn bare icon" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
        <footer>{foot}</footer>
      </div>
    </dialog>
  );
}
