import type { ReactNode } from 'react';
import type { Identity } from '@/lib/domain/identity';
import { EmptyState } from '../ui/empty-state';

/** The page for who may not read the audit. */
export function AuditRefused({ identity }: { identity: Identity | null }): ReactNode {
  return (
    <div className="page audit-page">
      <div className="page-head">
        <h1>Audit</h1>
      </div>
      <EmptyState icon="refused" title="The audit is for operators">
        {identity ? (
          <p>
            You are {identity.name}, with the role {identity.role}. Reading what was done, by whom and from where needs
            the role operator; who is admin here can give it.
          </p>
        ) : (
          <p>Rollcall does not know who you are. Reading what was done, and by whom, needs the role operator.</p>
        )}
      </EmptyState>
    </div>
  );
}
