import type { ReactNode } from 'react';
import type { DeliveryState } from '@/lib/domain/notification';
import { Icon, type IconName } from '../ui/icon';

const LOOKS: Readonly<Record<DeliveryState, readonly [IconName, string]>> = {
  waiting: ['clock', 'warning'],
  delivered: ['passing', 'passing'],
  failed: ['critical', 'critical'],
};

/** What became of a message, with its icon and word. */
export function DeliveryStatus({ state }: { state: DeliveryState }): ReactNode {
  const [icon, className] = LOOKS[state];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{state}</span>
    </span>
  );
}
