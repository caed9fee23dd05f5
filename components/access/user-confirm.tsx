'use client';

import type { ReactNode } from 'react';
import type { User } from '@/lib/domain/user';
import { send } from '../shell/fetch-json';
import { ConfirmDialog } from './confirm-dialog';
import { useMe } from './me-provider';
import type { UserDeed } from './user-deeds';

interface UserConfirmProps {
  readonly deed: Extract<UserDeed, 'disable' | 'enable' | 'remove'>;
  readonly user: User;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before a user is disabled, enabled or removed. */
export function UserConfirm({ deed, user, onDone, onClose }: UserConfirmProps): ReactNode {
  const { mode, identity } = useMe();
  const address = `/api/v1/users/${encodeURIComponent(user.id)}`;
  const isSelf = user.email === identity?.name;
  const self = isSelf && deed !== 'enable' && <p>This is you: it signs you out.</p>;

  async function act(): Promise<void> {
    if (deed === 'remove') await send('DELETE', address);
    else await send<object>('PATCH', address, { disabled: deed === 'disable' });
    await onDone();
  }

  if (deed === 'enable') {
    return (
      <ConfirmDialog title={`Enable ${user.email}?`} verb="Enable" act={act} onClose={onClose}>
        <p>May sign in again, as {user.role}. API tokens that were revoked stay so.</p>
      </ConfirmDialog>
    );
  }
  if (deed === 'disable') {
    return (
      <ConfirmDialog title={`Disable ${user.email}?`} verb="Disable" isDangerous act={act} onClose={onClose}>
        <p>
          Every session of {user.name} ends now, the API tokens that {user.name} made are revoked, and nobody can sign
          in with this account until it is enabled.
        </p>
        {self}
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog title={`Remove ${user.email}?`} verb="Remove" isDangerous act={act} onClose={onClose}>
      <p>
        The account goes, every session of it ends now, and the API tokens that {user.name} made are revoked. What{' '}
        {user.name} did stays in the audit.
      </p>
      {mode === 'oidc' && (
        <p>Whoever the identity provider still lets in has an account again at the next sign-in. Disabling lasts.</p>
      )}
      {self}
    </ConfirmDialog>
  );
}
