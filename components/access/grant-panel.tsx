'use client';

import { type ReactNode, useState } from 'react';
import type { User } from '@/lib/domain/user';
import { send } from '../shell/fetch-json';
import { FormPanel } from './form-panel';
import { GrantEditor } from './grant-editor';
import { useMe } from './me-provider';
import { grantFields, scopeOf, scopeTrouble } from './scope-fields';
import { useSending } from './use-sending';
import { LAST_ADMIN } from './user-deeds';

interface GrantPanelProps {
  readonly user: User;
  readonly isLastAdmin: boolean;
  readonly registries: readonly string[];
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

/** Changes a user's role and limits. */
export function GrantPanel({ user, isLastAdmin, registries, onChanged, onClose }: GrantPanelProps): ReactNode {
  const [grant, setGrant] = useState(grantFields(user.role, user.scope));
  const [hasTried, setTried] = useState(false);
  const sending = useSending();
  const { identity } = useMe();
  const losesAdmin = user.role === 'admin' && grant.role !== 'admin';
  const wrong = isLastAdmin && losesAdmin ? LAST_ADMIN : scopeTrouble(grant);

  function change(): void {
    setTried(true);
    if (wrong !== undefined) return;
    void sending.send(async () => {
      const body = { role: grant.role, scope: scopeOf(grant) };
      await send<object>('PATCH', `/api/v1/users/${encodeURIComponent(user.id)}`, body);
      await onChanged();
      onClose();
    });
  }

  return (
    <FormPanel
      icon="updated"
      title={`Role of ${user.email}`}
      verb={losesAdmin ? `Make ${grant.role}` : 'Change role'}
      sending={sending}
      onSubmit={change}
      onClose={onClose}
    >
      <p className="dim">It holds from the next request on; nobody is signed out.</p>
      <div className="form">
        <GrantEditor
          fields={grant}
          set={(next) => setGrant((before) => ({ ...before, ...next }))}
          registries={registries}
          trouble={hasTried ? scopeTrouble(grant) : undefined}
        />
        {losesAdmin && (
          <p className="trouble" role="status">
            {isLastAdmin
              ? LAST_ADMIN
              : user.email === identity?.name
                ? 'This is you: you will not reach this page any more.'
                : `${user.name} will not be able to give access to others any more.`}
          </p>
        )}
      </div>
    </FormPanel>
  );
}
