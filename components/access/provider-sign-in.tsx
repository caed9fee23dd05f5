'use client';

import type { ReactNode } from 'react';
import { send } from '../shell/fetch-json';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

interface ProviderSignInProps {
  readonly label: string;
  readonly next: string;
}

/** Signs in with the identity provider, which sends the browser back to `next`. */
export function ProviderSignIn({ label, next }: ProviderSignInProps): ReactNode {
  const { isSending, trouble, send: begin } = useSending();

  function signIn(): void {
    void begin(async () => {
      const { url } = await send<{ url: string }>('POST', '/api/auth/sign-in/oidc', { next });
      window.location.assign(url);
      await new Promise(() => undefined);
    });
  }

  return (
    <div className="form">
      <TroubleLine trouble={trouble} />
      <button type="button" className="btn solid tall" disabled={isSending} onClick={signIn}>
        {isSending ? 'Going to the identity provider' : label}
      </button>
    </div>
  );
}
