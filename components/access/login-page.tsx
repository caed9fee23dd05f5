'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import type { Me } from '@/lib/domain/identity';
import { Logo } from '../shell/logo';
import { Icon } from '../ui/icon';
import { FirstAdminForm } from './first-admin-form';
import { loginErrorWords } from './login-error-words';
import { useMe } from './me-provider';
import { ProviderSignIn } from './provider-sign-in';
import { SignInForm } from './sign-in-form';

interface LoginPageProps {
  /** Of nobody. */
  readonly me: Me;
  /** A path of ours to go on to. */
  readonly next: string;
  /** The code of what went wrong at the identity provider. */
  readonly error: string | null;
  /** Why the proxy's word is not enough. */
  readonly refusal: string | null;
}

/** Where one signs in: the only page of those who have not. */
export function LoginPage({ me, next, error, refusal }: LoginPageProps): ReactNode {
  const painted = useMe();
  const sheet = useRef<HTMLDivElement>(null);
  const trouble = loginErrorWords(error);

  // Come from a page whose session has ended: its frame is not for those who are not signed in.
  useEffect(() => {
    if (painted.identity !== null) window.location.reload();
  }, [painted]);

  // There is nothing else to do here.
  useEffect(() => sheet.current?.querySelector('input')?.focus(), []);

  return (
    <main className="login">
      <div className="login-sheet" ref={sheet}>
        <p className="login-brand">
          <Logo />
          Rollcall
        </p>
        <h1>{me.needsFirstAdmin ? 'Make the first admin' : me.mode === 'proxy' ? 'Not signed in' : 'Sign in'}</h1>
        {trouble !== null && (
          <p className="trouble block" role="alert">
            <Icon name="critical" small />
            <span>{trouble}</span>
          </p>
        )}
        <Way me={me} next={next} refusal={refusal} />
      </div>
    </main>
  );
}

function Way({ me, next, refusal }: Omit<LoginPageProps, 'error'>): ReactNode {
  if (me.mode === 'oidc') return <ProviderSignIn label={me.loginLabel ?? 'Sign in'} next={next} />;
  if (me.mode === 'proxy') {
    return (
      <>
        <p className="dim">
          A proxy in front of Rollcall says who asks. {refusal ?? 'For this request it named nobody.'} Ask whoever runs
          it.
        </p>
        <a className="btn tall" href={next}>
          Try again
        </a>
      </>
    );
  }
  if (!me.needsFirstAdmin) return <SignInForm next={next} />;
  return (
    <>
      <p className="dim">Nobody can sign in yet. Whoever started this server may begin.</p>
      <FirstAdminForm next={next} />
    </>
  );
}
