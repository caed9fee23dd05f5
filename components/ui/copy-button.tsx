'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { copyText } from './copy-text';
import { Icon } from './icon';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for the label: "address". */
  readonly what: string;
  /** Drawn always, not only where the row is pointed at. */
  readonly shown?: boolean;
}

const SAID_MS = 1600;

/** Copies text and says so. */
export function CopyButton({ text, what, shown = false }: CopyButtonProps): ReactNode {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const label = outcome === 'idle' ? `Copy ${what}` : outcome === 'copied' ? 'Copied' : 'Could not copy';
  return (
    <button
      type="button"
      className={`copy${shown ? ' shown' : ''}${outcome === 'copied' ? ' done' : ''}`}
      title={label}
      onClick={async (event) => {
        event.stopPropagation();
        setOutcome((await copyText(text)) ? 'copied' : 'failed');
      }}
    >
      <Icon name={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'close' : 'copy'} small />
      <span className="sr" aria-live="polite">
        {label}
      </span>
    </button>
  );
}
