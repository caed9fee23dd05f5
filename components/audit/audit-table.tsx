import { Fragment, type ReactNode } from 'react';
import type { AuditRecord } from '@/lib/domain/audit';
import { dayWords } from '../changes/clock-time';
import { AUDIT_COLUMNS, AuditRow } from './audit-row';

interface AuditTableProps {
  readonly items: readonly AuditRecord[];
  /** Ids of the rows that are open. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Records as rows under their days, each of which opens to all that is known of it. */
export function AuditTable({ items, open, onToggle }: AuditTableProps): ReactNode {
  return (
    <table className="bleed sticky blocks audit" aria-label="Audit, newest first">
      <thead>
        <tr>
          <th className="u-x">
            <span className="sr">All of it</span>
          </th>
          <th className="u-at">Time, UTC</th>
          <th className="u-outcome">Outcome</th>
          <th className="u-what">What</th>
          <th className="u-who">Who</th>
          <th className="u-on">On what</th>
          <th className="u-why">Reason</th>
          <th className="u-detail">Detail</th>
        </tr>
      </thead>
      <tbody>
        {items.map((record, index) => (
          <Fragment key={record.id}>
            {dayOf(record) !== dayOf(items[index - 1]) && (
              <tr className="day flat">
                <th scope="rowgroup" colSpan={AUDIT_COLUMNS}>
                  {dayWords(dayOf(record))}
                </th>
              </tr>
            )}
            <AuditRow record={record} isOpen={open.has(record.id)} onToggle={onToggle} />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function dayOf(record: AuditRecord | undefined): string {
  return record?.at.slice(0, 10) ?? '';
}
