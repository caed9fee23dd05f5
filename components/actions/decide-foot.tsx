import type { ReactNode } from 'react';

interface DecideFootProps {
  /** What the button says, and what while it is sent. */
  readonly words: string;
  readonly sendingWords: string;
  readonly isSending: boolean;
  readonly isDangerous?: boolean;
  /** Why it cannot be begun. */
  readonly whyNot: string | null;
  readonly onBegin: () => void;
  readonly onClose: () => void;
}

/** The end of a panel where something is about to be done: when it counts as done, or why it cannot be, and the buttons. */
export function DecideFoot(props: DecideFootProps): ReactNode {
  const { words, sendingWords, isSending, isDangerous = false, whyNot, onBegin, onClose } = props;
  return (
    <>
      <span className="faint said">{whyNot ?? 'Done when the registry’s own watch shows it.'}</span>
      <span className="decide">
        <button type="button" className="btn" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={isDangerous ? 'btn danger' : 'btn solid'}
          disabled={whyNot !== null || isSending}
          title={words}
          onClick={onBegin}
        >
          {isSending ? sendingWords : words}
        </button>
      </span>
    </>
  );
}
