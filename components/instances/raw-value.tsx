'use client';

import { type ReactNode, useState } from 'react';
import { MaskedOutput } from '../ui/masked-output';

interface RawValueProps {
  /** Null where it could not be read. */
  readonly raw: string | null;
  readonly problem: string | undefined;
}

/** What the registry holds, word for word, one click away; secrets are masked until asked for. */
export function RawValue({ raw, problem }: RawValueProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (raw === null) return <p className="faint">It could not be read{problem === undefined ? '.' : `: ${problem}`}</p>;
  return (
    <>
      <button type="button" className="btn small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide raw value' : 'Show raw value'}
      </button>
      {isOpen && <MaskedOutput text={raw} what="raw value" boxed />}
    </>
  );
}
