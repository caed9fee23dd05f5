import type { ReactNode } from 'react';
import type { GroupFacts } from '@/lib/view/group-facts';
import { ByRollcall } from '../actions/by-rollcall';
import { lengthWords } from '../history/time-words';
import { counted } from '../ui/counted';
import { Icon } from '../ui/icon';
import { causeWords } from './cause-words';
import { ChangeWords } from './change-words';

/** What happened to all of a group: `deploy`, `passing → critical`, `registered`. */
export function GroupWords({ facts: { newest, isDeploy } }: { facts: GroupFacts }): ReactNode {
  if (isDeploy) {
    return (
      <span className="tr">
        <span className="st kd">
          <Icon name="in" small />
          <span>deploy</span>
        </span>
      </span>
    );
  }
  // How one of them arrived is not how all did.
  const { to: _to, ...arrived } = newest;
  return <ChangeWords change={newest.from === undefined ? arrived : newest} />;
}

/** What else is known of a group, in one line: `50 re-registered 2.4.1 → 2.4.2 in 1 min`. */
export function GroupDetail({ facts }: { facts: GroupFacts }): ReactNode {
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
