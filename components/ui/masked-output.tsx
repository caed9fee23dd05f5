'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { CopyButton } from './copy-button';
import { maskSecrets } from './secrets';

interface MaskedOutputProps {
  readonly text: string;
  /** What it is, for the label of the copy: "raw value". */
  readonly what: string;
  /** Drawn as a box, which scrolls where it is long. */
  readonly boxed?: boolean;
  readonly faint?: boolean;
}

const LONG = 600;

/** Text of a registry, word for word, but for its secrets: those are shown, and copied, on request only. */
export function MaskedOutput({ text, what, boxed = false, faint = false }: MaskedOutputProps): ReactNode {
  const [isRevealed, setRevealed] = useState(false);
  const hidden = useMemo(() => maskSecrets(text), [text]);
  const shown = isRevealed ? text : hidden.text;
  const scrolls = boxed || text.length > LONG;
  return (
    <div className={`output${boxed ? ' boxed' : ''}`}>
      <pre className={`${scrolls ? 'long' : ''}${faint ? ' faint' : ''}`} tabIndex={scrolls ? 0 : undefined}>
        {shown}
      </pre>
      <div className="tools">
        {(hidden.masked > 0 || hidden.left > 0) && (
          <button type="button" className="btn small" onClick={() => setRevealed(!isRevealed)}>
            {isRevealed ? 'Mask secrets' : hidden.masked > 0 ? `Show ${hidden.masked} masked` : 'Show all'}
          </button>
        )}
        <CopyButton text={shown} what={what} shown />
      </div>
      {hidden.left > 0 && !isRevealed && (
        <p className="faint">
          Cut here: {hidden.left.toLocaleString('en')} more characters were not searched for secrets.
        </p>
      )}
    </div>
  );
}
