'use client';

import { type ReactNode, useState } from 'react';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { FormPanel } from './form-panel';
import { useMe } from './me-provider';
import { PASSWORD_HINT, passwordTrouble } from './password';
import { useSending } from './use-sending';

/** Changes one's own password. */
export function PasswordPanel({ onClose }: { onClose: () => void }): ReactNode {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [hasTried, setTried] = useState(false);
  const [isDone, setDone] = useState(false);
  const sending = useSending();
  const { identity } = useMe();
  const wrong = hasTried ? passwordTrouble(next) : undefined;

  function change(): void {
    setTried(true);
    if (passwordTrouble(next) !== undefined) return;
    void sending.send(async () => {
      await send('POST', '/api/auth/change-password', { currentPassword: current, newPassword: next });
      setDone(true);
    });
  }

  return (
    <FormPanel
      icon="updated"
      title="Change password"
      verb="Change password"
      sending={sending}
      onSubmit={change}
      onClose={onClose}
      done={
        isDone && <p role="status">Your password is changed. Wherever else you were signed in, you no longer are.</p>
      }
    >
      <p className="dim">It ends your sessions everywhere else.</p>
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={identity?.name ?? ''} />
      <div className="form">
        <FormField
          label="Current password"
          name="current-password"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
        />
        <FormField
          label="New password"
          name="new-password"
          type="password"
          autoComplete="new-password"
          hint={wrong === undefined ? PASSWORD_HINT : undefined}
          trouble={wrong}
          value={next}
          onChange={setNext}
        />
      </div>
    </FormPanel>
  );
}
