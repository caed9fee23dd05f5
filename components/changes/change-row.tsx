'use client';

import { memo, type Ref } from 'react';
import type { ChangeRow as Row } from '@/lib/view/change-rows';
import { Icon } from '../ui/icon';
import { ChangeInstance, ChangeService, ChangeTime } from './change-cells';
import { ChangeDetail } from './change-detail';
import { ChangeFull } from './change-full';
import { ChangeWords } from './change-words';
import { dayWords } from './clock-time';
import { GapWords } from './gap-words';
import { GroupCells } from './group-row';

export const CHANGE_COLUMNS = 7;

interface ChangeRowProps {
  readonly row: Row;
  readonly index: number;
  readonly measure: Ref<HTMLTableRowElement>;
  readonly onToggle: (id: string) => void;
}

/** One row of the list. Drawn again only when it is another one. */
export const ChangeRow = memo(function ChangeRow({ row, index, measure, onToggle }: ChangeRowProps) {
  const place = { 'data-index': index, 'aria-rowindex': index + 2, ref: measure };
  if (row.kind === 'group') {
    return (
      <tr className={rowClass(row.isOpen, 'group')} {...place}>
        <GroupCells group={row.group} isOpen={row.isOpen} onToggle={onToggle} />
      </tr>
    );
  }
  if (row.kind !== 'change') {
    return (
      <tr className={`flat ${row.kind}-row`} {...place}>
        <td colSpan={CHANGE_COLUMNS}>
          {row.kind === 'gap' && <GapWords gap={row.gap} />}
          {row.kind === 'day' && dayWords(row.day)}
          {row.kind === 'detail' && <ChangeFull change={row.change} />}
        </td>
      </tr>
    );
  }
  const { change, isOpen, isMember } = row;
  return (
    <tr className={rowClass(isOpen, isMember ? 'member' : '')} {...place}>
      <td className="h-t">
        <ChangeTime at={change.at} />
      </td>
      <td className="h-k">
        <ChangeWords change={change} />
      </td>
      <td className="h-s clip">
        <ChangeService change={change} />
        {change.service !== null && (
          <span className="ns" aria-hidden="true">
            {change.registry}
          </span>
        )}
      </td>
      <td className="h-i clip">
        <ChangeInstance change={change} />
      </td>
      <td className="h-r dim clip">{change.registry}</td>
      <td className="h-d clip">
        <ChangeDetail change={change} />
      </td>
      <td className="h-x">
        <button
          type="button"
          className="btn bare icon small"
          aria-expanded={isOpen}
          aria-label={`Details of ${change.kind} at ${change.at.slice(11, 23)}`}
          onClick={() => onToggle(change.id)}
        >
          <Icon name={isOpen ? 'down' : 'right'} small />
        </button>
      </td>
    </tr>
  );
});

function rowClass(isOpen: boolean, own: string): string | undefined {
  return [own, isOpen ? 'open' : ''].filter(Boolean).join(' ') || undefined;
}
