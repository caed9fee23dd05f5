import type { ReactNode } from 'react';
import type { NotificationRule } from '@/lib/domain/notification';
import { Icon, type IconName } from '../ui/icon';

const LOOKS: Readonly<Record<NotificationRule['state'], readonly [IconName, string]>> = {
  ok: ['passing', 'passing'],
  pending: ['clock', 'unknown'],
  firing: ['critical', 'critical'],
};

/** How a rule stands, with its icon and word. */
export function RuleStatus({ rule: { state, firing, pending } }: { rule: NotificationRule }): ReactNode {
  const [icon, className] = LOOKS[state];
  const count = state === 'firing' ? firing : pending;
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{state === 'ok' ? 'ok' : `${count.toLocaleString('en')} ${state}`}</span>
    </span>
  );
}
