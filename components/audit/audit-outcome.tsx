import type { ReactNode } from 'react';
import type { AuditOutcome } from '@/lib/domain/audit';
import { Icon, type IconName } from '../ui/icon';

const LOOKS: Readonly<Record<AuditOutcome, { readonly icon: IconName; readonly className: string }>> = {
  attempted: { icon: 'sent', className: 'sent' },
  refused: { icon: 'refused', className: 'warning' },
  done: { icon: 'passing', className: 'passing' },
  failed: { icon: 'critical', className: 'critical' },
};

/** What came of it, with its icon and word. */
export function AuditOutcomeStatus({ outcome }: { outcome: AuditOutcome }): ReactNode {
  const { icon, className } = LOOKS[outcome];
  return (
    <span className={`st ${className}`}>
      <Icon name={icon} small />
      <span>{outcome}</span>
    </span>
  );
}
