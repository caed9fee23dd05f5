'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { copyText } from '../ui/copy-text';
import { Icon } from '../ui/icon';

const SAID_MS = 1_600;
const WORDS = { idle: 'Copy link', copied: 'Copied', failed: 'Could not copy' } as const;

/** Copies the page's address, brought up to date. */
export function CopyLinkButton({ address }: { address: () => string }): ReactNode {
  const [outcome, setOutcome] = useState<keyof typeof WORDS>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <button
      type="button"
      className="btn bare"
      title="The link holds the fleet and every setting: it shows the same numbers"
      onClick={async () => setOutcome((await copyText(address())) ? 'copied' : 'failed')}
    >
      <Icon name={outcome === 'copied' ? 'check' : outcome === 'failed' ? 'close' : 'copy'} small />
      <span aria-live="polite">{WORDS[outcome]}</span>
    </button>
  );
}
