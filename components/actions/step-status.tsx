import type { ReactNode } from 'react';
import type { StepState } from '@/lib/domain/action';
import { Icon, type IconName } from '../ui/icon';

const LOOKS: Readonly<Record<StepState, { readonly icon: IconName; readonly className: string }>> = {
  planned: { icon: 'clock', className: 'unknown' },
  sent: { icon: 'sent', className: 'sent' },
  confirmed: { icon: 'passing', className: 'passing' },
  returned: { icon: 'returned', className: 'warning' },
  failed: { icon: 'critical', className: 'critical' },
  conflicted: { icon: 'warning', className: 'warning' },
  reverted: { icon: 'reverted', className: 'unknown' },
};

/** Where a target or a whole action is, with its icon and word; children replace the word. */
export function StepStatus({ state, children }: { state: StepState; children?: ReactNode }): ReactNode {
  const { icon, className } = LOOKS[state];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{children ?? state}</span>
    </span>
  );
}
