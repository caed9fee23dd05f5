'use client';

import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';

interface SecretOnceProps {
  /** "password", "token". */
  readonly what: string;
  readonly secret: string;
  readonly children?: ReactNode;
}

/** A secret that is shown now and never again. */
export function SecretOnce({ what, secret, children }: SecretOnceProps): ReactNode {
  return (
    <div className="secret-once">
      <p className="secret" role="status">
        <span className="sr">The {what}: </span>
        <code data-secret={what}>{secret}</code>
        <CopyButton text={secret} what={what} shown />
      </p>
      <p className="once">
        <Icon name="warning" small />
        <span>Copy it now: it is shown this once, and kept nowhere.</span>
      </p>
      {children}
    </div>
  );
}
