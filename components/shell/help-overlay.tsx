'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../ui/icon';
import { PLACES_BY_KEY } from './use-shortcuts';

interface HelpOverlayProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

const ANYWHERE: readonly Shortcut[] = [
  { keys: ['/'], does: 'Search' },
  { keys: ['p'], does: 'Pause and resume' },
  { keys: ['u'], does: 'To the latest notice, to undo' },
  { keys: ['?'], does: 'This help' },
  { keys: ['Esc'], does: 'Close' },
];
const GO: readonly Shortcut[] = Object.entries(PLACES_BY_KEY).map(([key, { label }]) => ({
  keys: ['g', key],
  does: label,
}));
const IN_LISTS: readonly Shortcut[] = [
  { keys: ['↑', '↓'], does: 'Move between rows' },
  { keys: ['Enter'], does: 'Open the row' },
  { keys: ['Space'], does: 'Select, with Shift a range' },
];
const IN_HISTORIES: readonly Shortcut[] = [
  { keys: ['←', '→'], does: 'Move along the bar' },
  { keys: ['Enter'], does: 'See that time' },
  { keys: ['Esc'], does: 'Back to live' },
];

/** What the keyboard can do. The browser's own dialog: it keeps the focus and closes with Escape. */
export function HelpOverlay({ isOpen, onClose }: HelpOverlayProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes from outside; Escape is the dialog's own.
    <dialog
      ref={dialog}
      className="help"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="help-sheet">
        <header>
          <h2 id="help-title">Keyboard</h2>
          <button type="button" className="btn bare icon small" aria-label="Close" onClick={onClose}>
            <Icon name="close" small />
          </button>
        </header>
        <div className="help-groups">
          <Group title="Anywhere" shortcuts={ANYWHERE} />
          <Group title="Go to" shortcuts={GO} />
          <Group title="In lists" shortcuts={IN_LISTS} />
          <Group title="In histories" shortcuts={IN_HISTORIES} />
        </div>
      </div>
    </dialog>
  );
}

function Group({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {shortcuts.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
