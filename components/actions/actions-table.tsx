'use client';

import type { ReactNode } from 'react';
import type { Action } from '@/lib/domain/action';
import { ActionRow } from './action-row';

interface ActionsTableProps {
  readonly actions: readonly Action[];
  /** Ids of the rows that are open. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Actions as rows, each of which opens to its targets. */
export function ActionsTable({ actions, open, onToggle }: ActionsTableProps): ReactNode {
  return (
    <table className="bleed sticky blocks actions" aria-label="Actions, newest first">
      <thead>
        <tr>
          <th className="a-x">
            <span className="sr">Targets</span>
          </th>
          <th className="a-at">When</th>
          <th className="a-state">State</th>
          <th className="a-what">Action</th>
          <th className="a-service">Service</th>
          <th className="a-who">Who</th>
          <th className="a-why">Reason</th>
          <th className="a-back num">Reverts</th>
        </tr>
      </thead>
      {actions.map((action) => (
        <ActionRow key={action.id} action={action} isOpen={open.has(action.id)} onToggle={onToggle} />
      ))}
    </table>
  );
}
