'use client';

import { type ReactNode, useState } from 'react';
import type { User } from '@/lib/domain/user';
import { Banner } from '../ui/banner';
import { EmptyState } from '../ui/empty-state';
import { Icon } from '../ui/icon';
import { AddUserPanel } from './add-user-panel';
import { GrantPanel } from './grant-panel';
import { useMe } from './me-provider';
import { NewPasswordPanel } from './new-password-panel';
import { troubleWords } from './trouble-line';
import type { List } from './use-access-lists';
import { useSignedOutWords } from './use-session';
import { UserConfirm } from './user-confirm';
import { isLastAdmin, type UserDeed } from './user-deeds';
import { UsersTable } from './users-table';

interface UsersTabProps {
  readonly users: List<User>;
  readonly registries: readonly string[];
}

type Open = { readonly deed: 'add' } | { readonly deed: UserDeed; readonly user: User };

/** Everybody who may sign in. */
export function UsersTab({ users, registries }: UsersTabProps): ReactNode {
  const { mode } = useMe();
  const [open, setOpen] = useState<Open | null>(null);
  const signedOut = useSignedOutWords();
  const close = () => setOpen(null);
  return (
    <>
      <div className="toolbar">
        <span className="dim said">
          {mode === 'oidc'
            ? 'Everybody who has signed in. Names and roles come from the identity provider, at each sign-in.'
            : 'They sign in with an e-mail and a password.'}
        </span>
        <span className="push" />
        {mode === 'accounts' && (
          <button
            type="button"
            className="btn solid"
            disabled={signedOut !== null}
            title={signedOut ?? undefined}
            onClick={() => setOpen({ deed: 'add' })}
          >
            <Icon name="registered" small />
            Add user
          </button>
        )}
      </div>
      {users.trouble && <Banner tone="warning">{troubleWords(users.trouble)} The list may be old.</Banner>}
      {users.items.length === 0 ? (
        <EmptyState icon="user" title="Nobody has signed in yet" />
      ) : (
        <UsersTable users={users.items} onBegin={(deed, user) => setOpen({ deed, user })} />
      )}
      {open?.deed === 'add' && <AddUserPanel registries={registries} onAdded={users.again} onClose={close} />}
      {open?.deed === 'grant' && (
        <GrantPanel
          user={open.user}
          isLastAdmin={isLastAdmin(open.user, users.items)}
          registries={registries}
          onChanged={users.again}
          onClose={close}
        />
      )}
      {open?.deed === 'password' && <NewPasswordPanel user={open.user} onClose={close} />}
      {(open?.deed === 'disable' || open?.deed === 'enable' || open?.deed === 'remove') && (
        <UserConfirm deed={open.deed} user={open.user} onDone={users.again} onClose={close} />
      )}
    </>
  );
}
