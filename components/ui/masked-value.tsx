'use client';

import { type ReactNode, useState } from 'react';
import { CopyButton } from './copy-button';
import { ExternalLink } from './external-link';
import { isSecretName } from './secret-names';
import { MASK } from './secrets';

interface MaskedValueProps {
  readonly name: string;
  readonly value: string;
}

/** A value of metadata, as text. A secret's shows on request only. */
export function MaskedValue({ name, value }: MaskedValueProps): ReactNode {
  const isSecret = isSecretName(name) && value !== '';
  const [isRevealed, setRevealed] = useState(false);
  if (value === '') return <span className="faint">empty</span>;
  return (
    <>
      {isSecret && !isRevealed ? (
        <span className="mask">
          {MASK}
          <span className="sr">masked</span>
        </span>
      ) : (
        <span className="mono">
          <ExternalLink value={value} />
        </span>
      )}
      {isSecret && (
        <button
          type="button"
          className="textlike"
          aria-label={`${isRevealed ? 'Hide' : 'Show'} ${name}`}
          onClick={() => setRevealed(!isRevealed)}
        >
          {isRevealed ? 'Hide' : 'Show'}
        </button>
      )}
      <CopyButton text={value} what={name} shown />
    </>
  );
}
