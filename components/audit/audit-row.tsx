'use client';

import { memo } from 'react';
import type { AuditRecord } from '@/lib/domain/audit';
import { ChangeTime } from '../changes/change-cells';
import { Icon } from '../ui/icon';
import { MaskedLine } from '../ui/masked-line';
import { AuditFull } from './audit-full';
import { AuditOutcomeStatus } from './audit-outcome';
import { AuditTarget } from './audit-target';
import { kindWords } from './kind-words';

export const AUDIT_COLUMNS = 8;

interface AuditRowProps {
  readonly record: AuditRecord;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

/** One record and, where it is open, all of it. */
export const AuditRow = memo(function AuditRow({ record, isOpen, onToggle }: AuditRowProps) {
  const { id, at, actor, source, kind, outcome, reason, detail } = record;
  return (
    <>
      <tr className={isOpen ? 'open' : undefined}>
        <td className="u-x">
          <button
            type="button"
            className="twist"
            aria-expanded={isOpen}
            aria-label={`All of ${kindWords(kind)} by ${actor} at ${at.slice(11, 19)}`}
            onClick={() => onToggle(id)}
          >
            <Icon name="right" small />
          </button>
        </td>
        <td className="u-at">
          <ChangeTime at={at} precise={false} />
        </td>
        <td className="u-outcome">
          <AuditOutcomeStatus outcome={outcome} />
        </td>
        <td className="u-what clip" title={kind}>
          {kindWords(kind)}
        </td>
        <td className="u-who clip" title={source === '' ? actor : `${actor}, from ${source}`}>
          <span className="who">{actor}</span>
          {source !== '' && <span className="ns mono faint">{source}</span>}
        </td>
        <td className="u-on clip">
          <AuditTarget record={record} />
        </td>
        <td className="u-why clip dim" title={reason}>
          {reason}
        </td>
        <td className="u-detail clip">{detail !== undefined && <MaskedLine text={detail} />}</td>
      </tr>
      {isOpen && (
        <tr className="more flat">
          <td colSpan={AUDIT_COLUMNS}>
            <AuditFull record={record} />
          </td>
        </tr>
      )}
    </>
  );
});
