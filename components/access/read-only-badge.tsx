'use client';

import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { PopoverButton } from '../ui/popover-button';

/** Says that nothing can be changed, why, and what to do about it. */
export function ReadOnlyBadge(): ReactNode {
  return (
    <PopoverButton
      label="Read-only: why, and what to do"
      className="badge-link paused read-only"
      face={
        <>
          <Icon name="lock" small />
          <span>Read-only</span>
        </>
      }
    >
      {() => (
        <div className="sheet-words">
          <h2>Read-only</h2>
          <p>
            Rollcall listens beyond this machine, and nobody configured who may do what. So everybody who reaches it may
            read, and nobody may change anything.
          </p>
          <p>
            To act, bind it to this machine alone (<code>HOST=127.0.0.1</code>), or let people sign in, in{' '}
            <code>rollcall.config.yaml</code>:
          </p>
          <pre className="code">{'access:\n  mode: accounts'}</pre>
          <p className="dim">
            The modes <code>oidc</code> and <code>proxy</code> take the users that you have already.
          </p>
        </div>
      )}
    </PopoverButton>
  );
}
