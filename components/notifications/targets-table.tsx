import type { ReactNode } from 'react';
import type { NotificationTarget } from '@/lib/domain/notification';
import { TargetRow } from './target-row';

interface TargetsTableProps {
  readonly targets: readonly NotificationTarget[];
  readonly onTested: () => Promise<void>;
}

/** Where messages go, in the order of the configuration. */
export function TargetsTable({ targets, onTested }: TargetsTableProps): ReactNode {
  return (
    <table className="bleed blocks targets" aria-label="Targets">
      <thead>
        <tr>
          <th className="n-target">Target</th>
          <th className="n-kind">Kind</th>
          <th className="n-host">Host</th>
          <th className="n-waiting">Waiting</th>
          <th className="n-last">Last message</th>
          <th className="n-tried">
            <span className="sr">Outcome of a test</span>
          </th>
          <th className="n-do">
            <span className="sr">Test</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {targets.map((target) => (
          <TargetRow key={target.id} target={target} onTested={onTested} />
        ))}
      </tbody>
    </table>
  );
}
