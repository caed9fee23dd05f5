'use client';

import { type ReactNode, useState } from 'react';
import { Icon } from '../ui/icon';
import { PopoverButton } from '../ui/popover-button';
import { AccountSheet } from './account-sheet';
import { ConsulTokensPanel } from './consul-tokens-panel';
import { useMe } from './me-provider';
import { PasswordPanel } from './password-panel';
import { ReadOnlyBadge } from './read-only-badge';
import { useIsSignedOut } from './use-session';

export type AccountPanel = 'password' | 'consul-tokens';

/** Who one is here, and what one may do about it. */
export function AccountButton(): ReactNode {
  const { mode, identity } = useMe();
  const isSignedOut = useIsSignedOut();
  const [panel, setPanel] = useState<AccountPanel | null>(null);
  if (mode === 'read-only') return <ReadOnlyBadge />;
  if (!identity || isSignedOut) return null;
  const close = () => setPanel(null);
  return (
    <>
      <PopoverButton
        label={`Account: ${identity.name}`}
        className="btn bare account wide"
        face={
          <>
            <Icon name="user" />
            <span className="clip">{identity.name}</span>
          </>
        }
      >
        {(closeSheet) => (
          <AccountSheet
            mode={mode}
            identity={identity}
            onClose={closeSheet}
            onOpen={(wanted) => {
              closeSheet();
              setPanel(wanted);
            }}
          />
        )}
      </PopoverButton>
      {panel === 'password' && <PasswordPanel onClose={close} />}
      {panel === 'consul-tokens' && <ConsulTokensPanel onClose={close} />}
    </>
  );
}
