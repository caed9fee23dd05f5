import type { ReactNode } from 'react';
import type { AccessMode, Role } from '@/lib/domain/identity';
import { EmptyState } from '../ui/empty-state';

interface NotManagedProps {
  readonly mode: AccessMode;
  readonly role: Role | null;
}

/** The page of access for whom there is nothing to manage, and why. */
export function NotManaged({ mode, role }: NotManagedProps): ReactNode {
  return (
    <div className="page access-page">
      <div className="page-head">
        <h1>Access</h1>
      </div>
      {mode === 'local' || mode === 'read-only' ? (
        <EmptyState icon="lock" title={mode === 'local' ? 'This machine only' : 'Read-only'}>
          <p>
            {mode === 'local'
              ? 'Rollcall is reached from this machine alone, so it has no accounts and no tokens.'
              : 'Nobody configured who may do what, so everybody may read and nobody may change anything.'}{' '}
            To let people sign in, write this into <code>rollcall.config.yaml</code>:
          </p>
          <pre className="code">{'access:\n  mode: accounts'}</pre>
          <p className="faint">
            <code>oidc</code> and <code>proxy</code> take the users that you have already.
          </p>
        </EmptyState>
      ) : (
        <EmptyState icon="lock" title="Only admins see who has access">
          <p>Your role is {role ?? 'none'}. Ask an admin for what you lack.</p>
        </EmptyState>
      )}
    </div>
  );
}
