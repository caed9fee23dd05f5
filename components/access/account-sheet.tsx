'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { type AccessMode, type Identity, isAtLeast } from '@/lib/domain/identity';
import { send } from '../shell/fetch-json';
import { Icon, type IconName } from '../ui/icon';
import type { AccountPanel } from './account-button';
import { ROLE_WORDS, scopeWords } from './role-words';
import { TroubleLine } from './trouble-line';
import { useConsulRegistries } from './use-consul-registries';
import { useSending } from './use-sending';

interface AccountSheetProps {
  readonly mode: AccessMode;
  readonly identity: Identity;
  readonly onOpen: (panel: AccountPanel) => void;
  readonly onClose: () => void;
}

const MODE_WORDS: Readonly<Record<AccessMode, string | null>> = {
  local: 'This machine only, no accounts: whoever uses it may do everything.',
  accounts: null,
  oidc: 'Signed in with the identity provider, whose groups give the role.',
  proxy: 'Named by the proxy in front of Rollcall: sign out there.',
  'read-only': null,
};

/** Role and limits in words, and what one may do with one's own account. */
export function AccountSheet({ mode, identity, onOpen, onClose }: AccountSheetProps): ReactNode {
  const { name, role, scope, via } = identity;
  const limits = scopeWords(scope);
  const consuls = useConsulRegistries();
  const isManaged = mode !== 'local' && role === 'admin';
  const hasSession = via === 'session';
  return (
    <>
      <div className="sheet-words">
        <h2>{name}</h2>
        <p>
          <b>{role}</b>
          <span className="dim">: {ROLE_WORDS[role]}</span>
        </p>
        {limits !== null && <p className="dim">Acts on {limits} alone.</p>}
        {MODE_WORDS[mode] !== null && <p className="dim">{MODE_WORDS[mode]}</p>}
      </div>
      {(isManaged || hasSession) && (
        <div className="sheet-items">
          {isManaged && (
            <Link className="sheet-item" href="/access" onClick={onClose}>
              <Icon name="lock" small />
              {mode === 'proxy' ? 'API tokens' : 'Users and API tokens'}
            </Link>
          )}
          {hasSession && consuls.length > 0 && isAtLeast(role, 'operator') && (
            <Item icon="registries" onChoose={() => onOpen('consul-tokens')}>
              My Consul token…
            </Item>
          )}
          {hasSession && mode === 'accounts' && (
            <Item icon="updated" onChoose={() => onOpen('password')}>
              Change password…
            </Item>
          )}
          {hasSession && <SignOut />}
        </div>
      )}
    </>
  );
}

function SignOut(): ReactNode {
  const { isSending, trouble, send: begin } = useSending();
  function signOut(): void {
    void begin(async () => {
      await send('POST', '/api/auth/sign-out');
      window.location.assign('/login');
      await new Promise(() => undefined);
    });
  }
  return (
    <>
      <Item icon="out" onChoose={signOut}>
        {isSending ? 'Signing out' : 'Sign out'}
      </Item>
      <TroubleLine trouble={trouble} />
    </>
  );
}

interface ItemProps {
  readonly icon: IconName;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Item({ icon, onChoose, children }: ItemProps): ReactNode {
  return (
    <button type="button" className="sheet-item" onClick={onChoose}>
      <Icon name={icon} small />
      {children}
    </button>
  );
}
