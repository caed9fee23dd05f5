'use client';

import type { ReactNode } from 'react';
import type { ChangeGroup } from '@/lib/view/change-groups';
import { groupFacts } from '@/lib/view/group-facts';
import { counted } from '../ui/counted';
import { Icon } from '../ui/icon';
import { ChangeService, ChangeTime } from './change-cells';
import { GroupDetail, GroupWords } from './group-words';

interface GroupCellsProps {
  readonly group: ChangeGroup;
  readonly isOpen: boolean;
  readonly onToggle: (key: string) => void;
}

/** What happened to many instances at once, in one row that opens to all of it. */
export function GroupCells({ group, isOpen, onToggle }: GroupCellsProps): ReactNode {
  const facts = groupFacts(group);
  const { newest, instances } = facts;
  return (
    <>
      <td className="h-t">
        <ChangeTime at={newest.at} />
      </td>
      <td className="h-k">
        <GroupWords facts={facts} />
      </td>
      <td className="h-s clip">
        <ChangeService change={newest} />
        <span className="ns" aria-hidden="true">
          {newest.registry}
        </span>
      </td>
      <td className="h-i clip">{counted(instances, 'instance')}</td>
      <td className="h-r dim clip">{newest.registry}</td>
      <td className="h-d clip">
        <GroupDetail facts={facts} />
      </td>
      <td className="h-x">
        <button
          type="button"
          className="btn bare icon small"
          aria-expanded={isOpen}
          aria-label={`${counted(group.changes.length, 'change')} of ${newest.service} at ${newest.at.slice(11, 19)}`}
          onClick={() => onToggle(group.key)}
        >
          <Icon name={isOpen ? 'down' : 'right'} small />
        </button>
      </td>
    </>
  );
}
