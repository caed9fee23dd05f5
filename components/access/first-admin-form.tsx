'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { PASSWORD_HINT, passwordTrouble } from './password';
import { TroubleLine } from './trouble-line';
import { useSending } from './use-sending';

const EMPTY = { code: '', name: '', email: '', password: '' };

/** Makes the first admin with the code that was printed at the start, and signs them in. */
export function FirstAdminForm({ next }: { next: string }): ReactNode {
  const [fields, setFields] = useState(EMPTY);
  const [hasTried, setTried] = useState(false);
  const { isSending, trouble, send: begin } = useSending();
  const wrong = hasTried ? passwordTrouble(fields.password) : undefined;
  const setter = (name: keyof typeof EMPTY) => (value: string) => setFields((before) => ({ ...before, [name]: value }));

  function make(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (passwordTrouble(fields.password) !== undefined) return;
    const { password } = fields;
    const email = fields.email.trim();
    void begin(async () => {
      const body = { code: fields.code.trim(), name: fields.name.trim(), email, password };
      await send<object>('POST', '/api/v1/access/first-admin', body);
      await send('POST', '/api/auth/sign-in/email', { email, password });
      window.location.assign(next);
      await new Promise(() => undefined);
    });
  }

  return (
    <form className="form" onSubmit={make}>
      <FormField
        label="One-time code"
        name="code"
        isMono
        hint="Rollcall prints it when it starts: look at its terminal, or its log."
        value={fields.code}
        onChange={setter('code')}
      />
      <FormField label="Name" name="name" autoComplete="name" value={fields.name} onChange={setter('name')} />
      <FormField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        value={fields.email}
        onChange={setter('email')}
      />
      <FormField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={wrong === undefined ? PASSWORD_HINT : undefined}
        trouble={wrong}
        value={fields.password}
        onChange={setter('password')}
      />
      <TroubleLine trouble={trouble} />
      <button type="submit" className="btn solid tall" disabled={isSending}>
        {isSending ? 'Making the account' : 'Make the first admin'}
      </button>
    </form>
  );
}
