import type { ReactNode } from 'react';
import { formatTime } from '../ui/age';
import { EmptyState } from '../ui/empty-state';

/** Of an instance at a moment (ISO 8601) before it came or after it left. */
export function NotRegisteredThen({ moment }: { moment: string }): ReactNode {
  return (
    <EmptyState icon="deregistered" title="Not registered then">
      <p>As far as Rollcall knows this instance was not registered at {formatTime(moment)}.</p>
    </EmptyState>
  );
}
