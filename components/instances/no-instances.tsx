import type { ReactNode } from 'react';
import { formatTime } from '../ui/age';
import { EmptyState } from '../ui/empty-state';

/** Of a service without instances, now or at a moment (ISO 8601). */
export function NoInstances({ moment }: { moment: string | null }): ReactNode {
  if (moment === null) {
    return (
      <EmptyState icon="services" title="No instances">
        <p>This service had gone before the page was opened; only its changes are known.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="services" title="No instances then">
      <p>As far as Rollcall knows nothing was registered under this name at {formatTime(moment)}.</p>
    </EmptyState>
  );
}
