'use client';

import { type ReactNode, useState } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import { Banner } from '../ui/banner';
import { counted } from '../ui/counted';
import { EmptyState } from '../ui/empty-state';
import { Fold } from '../ui/fold';
import { Icon } from '../ui/icon';
import { AddTokenPanel } from './add-token-panel';
import { RevokeConfirm } from './revoke-confirm';
import { TokensTable } from './tokens-table';
import { troubleWords } from './trouble-line';
import type { List } from './use-access-lists';
import { useSignedOutWords } from './use-session';

interface TokensTabProps {
  readonly tokens: List<ApiToken>;
  readonly registries: readonly string[];
}

/** What programs show to be let in. */
export function TokensTab({ tokens, registries }: TokensTabProps): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const signedOut = useSignedOutWords();
  const standing = tokens.items.filter(({ revokedAt }) => revokedAt === null);
  const revoked = tokens.items.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <>
      <div className="toolbar">
        <span className="dim said">For programs and scripts. Only a hash of each is kept.</span>
        <span className="push" />
        <button
          type="button"
          className="btn solid"
          disabled={signedOut !== null}
          title={signedOut ?? undefined}
          onClick={() => setAdding(true)}
        >
          <Icon name="registered" small />
          Make token
        </button>
      </div>
      {tokens.trouble && <Banner tone="warning">{troubleWords(tokens.trouble)} The list may be old.</Banner>}
      {standing.length === 0 ? (
        <EmptyState icon="lock" title="No API tokens">
          <p>A program without one is not let in. Make one for each, so that each can be revoked by itself.</p>
        </EmptyState>
      ) : (
        <TokensTable label="API tokens" tokens={standing} onRevoke={setRevoking} />
      )}
      {revoked.length > 0 && (
        <div className="after-list">
          <Fold summary={`${counted(revoked.length, 'token')} revoked`}>
            <TokensTable label="Revoked tokens" tokens={revoked} />
          </Fold>
        </div>
      )}
      {isAdding && <AddTokenPanel registries={registries} onAdded={tokens.again} onClose={() => setAdding(false)} />}
      {revoking && <RevokeConfirm token={revoking} onDone={tokens.again} onClose={() => setRevoking(null)} />}
    </>
  );
}
