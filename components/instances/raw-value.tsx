'use client';

import { type ReactNode, useState } from 'react';
import { CopyButton } from '../ui/copy-button';
import { maskSecrets } from '../ui/secrets';

interface RawValueProps {
  /** Null where it could not be read. */
  readonly raw: string | null;
  readonly problem: string | undefined;
}

/** What the registry holds, word for word, one click away; secrets are masked until asked for. */
export function RawValue({ raw, problem }: RawValueProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const [isRevealed, setRevealed] = useState(false);
  if (raw === null) return <p className="faint">It could not be read{problem === undefined ? '.' : `: ${problem}`}</p>;
  if (!isOpen) {
    return (
      <button type="button" className="btn small" onClick={() => setOpen(true)}>
        Show raw value
      </button>
    );
  }
  const { text, masked } = maskSecrets(raw);
  return (
    <div className="raw">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>{isRevealed ? raw : text}</pre>
      <div className="tools">
        {masked > 0 && (
          <button type="button" className="btn small" onClick={() => setRevealed(!isRevealed)}>
            {isRevealed ? 'Mask secrets' : `Show ${masked} masked`}
          </button>
        )}
        <CopyButton text={isRevealed ? raw : text} what="raw value" shown />
      </div>
    </div>
  );
}
