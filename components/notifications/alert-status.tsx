import type { ReactNode } from 'react';
import type { NotificationAlert } from '@/lib/domain/notification';
import { Icon, type IconName } from '../ui/icon';

type Look = readonly [icon: IconName, className: string, word: string];

/** How an alert stands, with its icon and word. */
export function AlertStatus({ alert: { phase, isSo } }: { alert: NotificationAlert }): ReactNode {
  const [icon, className, word]: Look =
    phase === 'pending'
      ? ['clock', 'unknown', 'pending']
      : isSo
        ? ['critical', 'critical', 'firing']
        : ['clock', 'unknown', 'well again'];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{word}</span>
    </span>
  );
}
