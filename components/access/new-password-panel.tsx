'use client';

import { type ReactNode, useState } from 'react';
import type { User } from '@/lib/domain/user';
import { send } from '../shell/fetch-json';
import { FormPanel } from './form-panel';
import { HandedPassword } from './handed-password';
import { browserChance, makePassword, passwordTrouble } from './password';
import { PasswordChoice } from './password-choice';
import { useSending } from './use-sending';

interface NewPasswordPanelProps {
  readonly user: User;
  readonly onClose: () => void;
}

/** Gives somebody another password, who has forgotten theirs. */
export function NewPasswordPanel({ user, onClose }: NewPasswordPanelProps): ReactNode {
  const [secret, setSecret] = useState({ isGenerated: true, typed: '' });
  const [hasTried, setTried] = useState(false);
  const [done, setDone] = useState<ReactNode>(null);
  const sending = useSending();
  const wrong = secret.isGenerated ? undefined : passwordTrouble(secret.typed);

  function change(): void {
    setTried(true);
    if (wrong !== undefined) return;
    void sending.send(async () => {
      const password = secret.isGenerated ? makePassword(browserChance) : secret.typed;
      await send<object>('PATCH', `/api/v1/users/${encodeURIComponent(user.id)}`, { password });
      setDone(<HandedPassword email={user.email} password={secret.isGenerated ? password : null} />);
    });
  }

  return (
    <FormPanel
      icon="lock"
      title={`New password for ${user.email}`}
      verb="Set password"
      sending={sending}
      onSubmit={change}
      onClose={onClose}
      done={done}
    >
      <p className="dim">Every session of {user.name} ends now.</p>
      <div className="form">
        <PasswordChoice fields={secret} set={setSecret} trouble={hasTried ? wrong : undefined} />
      </div>
    </FormPanel>
  );
}
