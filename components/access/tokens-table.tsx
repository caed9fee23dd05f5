'use client';

import type { ReactNode } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import { Since } from '../ui/since';
import { ExpiresIn } from './expires-in';
import { ScopeCell } from './scope-cell';
import { useSignedOutWords } from './use-session';

interface TokensTableProps {
  readonly label: string;
  readonly tokens: readonly ApiToken[];
  /** Absent where they are revoked already. */
  readonly onRevoke?: (token: ApiToken) => void;
}

/** API tokens, newest first. */
export function TokensTable({ label, tokens, onRevoke }: TokensTableProps): ReactNode {
  const signedOut = useSignedOutWords();
  return (
    <table className="bleed sticky blocks tokens" aria-label={label}>
      <thead>
        <tr>
          <th className="t-name">Name</th>
          <th className="t-role">Role</th>
          <th className="t-scope">Acts on</th>
          <th className="t-by">Made by</th>
          <th className="t-used">Last used</th>
          <th className="t-until">{onRevoke ? 'Expires' : 'Revoked'}</th>
          {onRevoke && (
            <th className="t-do">
              <span className="sr">Revoke</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr key={token.id} className={token.revokedAt === null ? undefined : 'gone'}>
            <td className="t-name" title={token.name}>
              <span className="name">{token.name}</span>
            </td>
            <td className="t-role">{token.role}</td>
            <ScopeCell className="t-scope" role={token.role} scope={token.scope} />
            <td className="t-by dim" title={token.createdBy}>
              <span className="blocks-only">made by </span>
              {token.createdBy}
            </td>
            <td className="t-used dim">
              <span className="blocks-only">used </span>
              {token.lastUsedAt === null ? 'never' : <Since at={token.lastUsedAt} suffix=" ago" />}
            </td>
            <td className="t-until">
              <span className="blocks-only">{token.revokedAt === null ? 'expires ' : 'revoked '}</span>
              {token.revokedAt === null ? (
                <ExpiresIn at={token.expiresAt} />
              ) : (
                <Since at={token.revokedAt} suffix=" ago" />
              )}
            </td>
            {onRevoke && (
              <td className="t-do">
                <button
                  type="button"
                  className="btn small"
                  aria-label={`Revoke ${token.name}`}
                  disabled={signedOut !== null}
                  title={signedOut ?? undefined}
                  onClick={() => onRevoke(token)}
                >
                  Revoke
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
