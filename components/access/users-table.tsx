'use client';

import type { ReactNode } from 'react';
import type { User } from '@/lib/domain/user';
import { MenuButton, MenuItems } from '../ui/menu-button';
import { Since } from '../ui/since';
import { Tag } from '../ui/tag';
import { useMe } from './me-provider';
import { ScopeCell } from './scope-cell';
import { useSignedOutWords } from './use-session';
import { type UserDeed, userDeeds } from './user-deeds';

interface UsersTableProps {
  readonly users: readonly User[];
  readonly onBegin: (deed: UserDeed, user: User) => void;
}

/** Users, by e-mail. */
export function UsersTable({ users, onBegin }: UsersTableProps): ReactNode {
  const { mode, identity } = useMe();
  const signedOut = useSignedOutWords();
  return (
    <table className="bleed sticky blocks users" aria-label="Users">
      <thead>
        <tr>
          <th className="u-name">Name</th>
          <th className="u-mail">E-mail</th>
          <th className="u-role">Role</th>
          <th className="u-scope">Acts on</th>
          <th className="u-at">Added</th>
          <th className="u-menu">
            <span className="sr">What to do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id} className={user.disabled ? 'gone' : undefined}>
            <td className="u-name" title={user.name}>
              <span className="name">{user.name}</span>
              {user.email === identity?.name && <span className="ns">you</span>}
              {user.disabled && <Tag>disabled</Tag>}
            </td>
            <td className="u-mail" title={user.email}>
              {user.email}
            </td>
            <td className="u-role">{user.role}</td>
            <ScopeCell className="u-scope" role={user.role} scope={user.scope} />
            <td className="u-at dim">
              <Since at={user.createdAt} suffix=" ago" />
            </td>
            <td className="u-menu">
              <MenuButton label={`What to do with ${user.email}`} small>
                {(choose) => (
                  <MenuItems
                    items={userDeeds(user, { mode, users, signedOut }, (deed) => onBegin(deed, user))}
                    choose={choose}
                  />
                )}
              </MenuButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
