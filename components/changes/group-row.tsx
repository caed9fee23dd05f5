'use client';

import type { ReactNode } from 'react';
import type { ChangeGroup } from '@/lib/view/change-groups';
import { type GroupFacts, groupFacts } from '@/lib/view/group-facts';
import { ByRollcall } from '../actions/by-rollcall';
import { lengthWords } from '../history/time-words';
import { counted } from '../ui/counted';
import { Icon } from '../ui/icon';
import { causeWords } from './cause-words';
import { ChangeService, ChangeTime } from './change-cells';
import { ChangeWords } from './change-words';

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
        {facts.isDeploy ? (
          <span className="tr">
            <span className="st kd">
              <Icon name="in" small />
              <span>deploy</span>
            </span>
          </span>
        ) : (
          <ChangeWords change={newest} />
        )}
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

function GroupDetail({ facts }: { facts: GroupFacts }): ReactNode {
  const { newest, oldest, kinds, version, cause, action, isDeploy, isAfterGap } = facts;
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const isPlain = kinds.length === 1 && !isDeploy;
  const lasted = Date.parse(newest.at) - Date.parse(oldest.at);
  return (
    <>
      {action !== null && <ByRollcall change={newest} />}
      {isAfterGap && <span className="tag late">after a gap</span>}
      <span className="dim">
        {isPlain
          ? counted(total, 'change')
          : kinds.map(({ kind, count }) => `${count.toLocaleString('en')} ${kind}`).join(', ')}
        {version !== null && (
          <>
            {' '}
            <span className="mono val">{version.from}</span> → <span className="mono val">{version.to}</span>
          </>
        )}
        {cause !== null && `, ${causeWords(cause)}`}
      </span>
      {lasted >= 1_000 && <span className="faint"> in {lengthWords(lasted)}</span>}
    </>
  );
}
