'use client';

import type { ReactNode } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import { send } from '../shell/fetch-json';
import { Since } from '../ui/since';
import { ConfirmDialog } from './confirm-dialog';

interface RevokeConfirmProps {
  readonly token: ApiToken;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before a token is revoked. */
export function RevokeConfirm({ token, onDone, onClose }: RevokeConfirmProps): ReactNode {
  async function revoke(): Promise<void> {
    await send('DELETE', `/api/v1/tokens/${encodeURIComponent(token.id)}`);
    await onDone();
  }
  return (
    <ConfirmDialog title={`Revoke ${token.name}?`} verb="Revoke" isDangerous act={revoke} onClose={onClose}>
      <p>
        Whatever uses it is refused from now on, for good: a revoked token does not come back.{' '}
        {token.lastUsedAt === null ? (
          'It was never used.'
        ) : (
          <>
            It was last used <Since at={token.lastUsedAt} suffix=" ago" />.
          </>
        )}
      </p>
    </ConfirmDialog>
  );
}
