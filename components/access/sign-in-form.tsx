'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

/** Signs in with an account of Rollcall's own, and goes on to where one was going. */
export function SignInForm({ next }: { next: string }): ReactNode {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { isSending, trouble, send: begin } = useSending();

  function signIn(event: FormEvent): void {
    event.preventDefault();
    void begin(async () => {
      await send('POST', '/api/auth/sign-in/email', { email: email.trim(), password });
      // A new document: everything on it is of whoever has signed in.
      window.location.assign(next);
      await new Promise(() => undefined);
    });
  }

  return (
    <form className="form" onSubmit={signIn}>
      <FormField label="E-mail" name="email" type="email" autoComplete="username" value={email} onChange={setEmail} />
      <FormField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      <TroubleLine trouble={trouble} />
      <button type="submit" className="btn solid tall" disabled={isSending}>
        {isSending ? 'Signing in' : 'Sign in'}
      </button>
    </form>
  );
}
