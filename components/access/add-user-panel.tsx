'use client';

import { type ReactNode, useState } from 'react';
import type { User } from '@/lib/domain/user';
import { send } from '../shell/fetch-json';
import { FormField } from './form-field';
import { FormPanel } from './form-panel';
import { GrantEditor } from './grant-editor';
import { HandedPassword } from './handed-password';
import { browserChance, makePassword, passwordTrouble } from './password';
import { PasswordChoice } from './password-choice';
import { grantFields, scopeOf, scopeTrouble } from './scope-fields';
import { useSending } from './use-sending';

interface AddUserPanelProps {
  readonly registries: readonly string[];
  readonly onAdded: () => Promise<void>;
  readonly onClose: () => void;
}

/** Makes a user, with a password to hand on. */
export function AddUserPanel({ registries, onAdded, onClose }: AddUserPanelProps): ReactNode {
  const [person, setPerson] = useState({ name: '', email: '' });
  const [grant, setGrant] = useState(grantFields('viewer', null));
  const [secret, setSecret] = useState({ isGenerated: true, typed: '' });
  const [hasTried, setTried] = useState(false);
  const [added, setAdded] = useState<{ readonly user: User; readonly password: string | null } | null>(null);
  const sending = useSending();
  const wrongPassword = secret.isGenerated ? undefined : passwordTrouble(secret.typed);
  const wrongScope = scopeTrouble(grant);

  function add(): void {
    setTried(true);
    if (wrongPassword !== undefined || wrongScope !== undefined) return;
    void sending.send(async () => {
      const password = secret.isGenerated ? makePassword(browserChance) : secret.typed;
      const body = { name: person.name.trim(), email: person.email.trim(), password };
      const user = await send<User>('POST', '/api/v1/users', {
        ...body,
        role: grant.role,
        scope: scopeOf(grant),
      });
      setAdded({ user, password: secret.isGenerated ? password : null });
      await onAdded();
    });
  }

  return (
    <FormPanel
      icon="user"
      title={added ? `${added.user.email} is added` : 'Add a user'}
      verb="Add user"
      sending={sending}
      onSubmit={add}
      onClose={onClose}
      done={added && <HandedPassword email={added.user.email} password={added.password} />}
    >
      <div className="form first">
        <FormField
          label="Name"
          name="name"
          value={person.name}
          onChange={(name) => setPerson((before) => ({ ...before, name }))}
        />
        <FormField
          label="E-mail"
          name="email"
          type="email"
          value={person.email}
          onChange={(email) => setPerson((before) => ({ ...before, email }))}
        />
        <GrantEditor
          fields={grant}
          set={(change) => setGrant((before) => ({ ...before, ...change }))}
          registries={registries}
          trouble={hasTried ? wrongScope : undefined}
        />
        <PasswordChoice fields={secret} set={setSecret} trouble={hasTried ? wrongPassword : undefined} />
      </div>
    </FormPanel>
  );
}
