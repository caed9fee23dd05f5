'use client';

import type { ReactNode } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import type { User } from '@/lib/domain/user';
import { TabPanel, Tabs } from '../ui/tabs';
import { useUrlState } from '../ui/use-url-state';
import { useMe } from './me-provider';
import { TokensTab } from './tokens-tab';
import { useTokens, useUsers } from './use-access-lists';
import { UsersTab } from './users-tab';

interface AccessPageProps {
  readonly users: readonly User[];
  readonly tokens: readonly ApiToken[];
  /** Ids of the configured ones. */
  readonly registries: readonly string[];
}

const TABS = ['users', 'tokens'] as const;

/** Who may do what: people, and programs. */
export function AccessPage({ users: handedUsers, tokens: handedTokens, registries }: AccessPageProps): ReactNode {
  const { mode } = useMe();
  const url = useUrlState();
  const users = useUsers(handedUsers);
  const tokens = useTokens(handedTokens);
  const hasUsers = mode === 'accounts' || mode === 'oidc';
  const tab = hasUsers ? (url.oneOf('tab', TABS) ?? 'users') : 'tokens';
  const tabs = [
    { id: 'users', label: 'Users', count: users.items.length },
    { id: 'tokens', label: 'API tokens', count: tokens.items.filter(({ revokedAt }) => revokedAt === null).length },
  ] as const;
  return (
    <div className="page access-page">
      <div className="page-head">
        <h1>Access</h1>
        <span className="sub wide">who may do what here</span>
      </div>
      <Tabs
        label="Access"
        tabs={hasUsers ? tabs : tabs.filter(({ id }) => id === 'tokens')}
        current={tab}
        onSelect={(id) => url.set({ tab: id === 'users' ? null : id })}
      />
      <TabPanel id={tab}>
        {tab === 'users' ? (
          <UsersTab users={users} registries={registries} />
        ) : (
          <TokensTab tokens={tokens} registries={registries} />
        )}
      </TabPanel>
    </div>
  );
}
