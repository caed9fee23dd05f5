import type { AccessMode } from '@/lib/domain/identity';
import type { User } from '@/lib/domain/user';
import type { MenuItem } from '../ui/menu-button';

/** What an admin may do with a user. */
export type UserDeed = 'grant' | 'password' | 'disable' | 'enable' | 'remove';

export const LAST_ADMIN = 'The last admin: make somebody else an admin first.';

/** Whether nobody else could give access any more. */
export function isLastAdmin(user: User, users: readonly User[]): boolean {
  const admins = users.filter(({ role, disabled }) => role === 'admin' && !disabled);
  return admins.length === 1 && admins[0]?.id === user.id;
}

interface DeedFacts {
  readonly mode: AccessMode;
  readonly users: readonly User[];
  /** Why nothing can be done at all. */
  readonly signedOut: string | null;
}

/** The menu of a user: what cannot be done stays in it and says why. */
export function userDeeds(
  user: User,
  { mode, users, signedOut }: DeedFacts,
  begin: (deed: UserDeed) => void,
): readonly MenuItem[] {
  const whyNot = signedOut ?? (isLastAdmin(user, users) ? LAST_ADMIN : null);
  const item = (deed: UserDeed, label: string, more: Partial<MenuItem> = {}): MenuItem => {
    return { id: deed, label, onChoose: () => begin(deed), whyNot: signedOut, ...more };
  };
  const own = [item('grant', 'Change role…', { icon: 'updated' }), item('password', 'New password…', { icon: 'lock' })];
  return [
    ...(mode === 'accounts' ? own : []),
    user.disabled
      ? item('enable', 'Enable…', { icon: 'check' })
      : item('disable', 'Disable…', { icon: 'pause', whyNot }),
    item('remove', 'Remove…', { icon: 'deregistered', whyNot, isApart: true }),
  ];
}
