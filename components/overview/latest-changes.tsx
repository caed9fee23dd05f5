'use client';

import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { type ChangeItem, groupChanges } from '@/lib/view/change-groups';
import { groupFacts } from '@/lib/view/group-facts';
import { ChangeInstance, ChangeService, ChangeTime } from '../changes/change-cells';
import { ChangeDetail } from '../changes/change-detail';
import { ChangeWords } from '../changes/change-words';
import { GroupDetail, GroupWords } from '../changes/group-words';
import { useStanding } from '../changes/use-standing';
import { counted } from '../ui/counted';
import { useHold } from '../ui/use-hold';

const LISTED = 10;
/** So many are looked at for what belongs together. */
const LOOKED_AT = 200;

/** The newest changes, as they come; they stand still while somebody points at them. */
export function LatestChanges({ changes }: { changes: readonly Change[] }): ReactNode {
  const hold = useHold();
  const { shown, waiting } = useStanding(changes, hold.isHeld);
  const items = useMemo(() => groupChanges(shown.slice(0, LOOKED_AT)).slice(0, LISTED), [shown]);
  return (
    <section className="section" aria-labelledby="latest-changes">
      <header>
        <h2 id="latest-changes">Latest changes</h2>
        {waiting.length > 0 && <span className="faint">{waiting.length.toLocaleString('en')} new</span>}
        <Link className="link" href="/changes">
          All changes
        </Link>
      </header>
      {changes.length === 0 ? (
        <p className="quiet faint">Nothing has changed since Rollcall first observed these registries.</p>
      ) : (
        <table className="latest" {...hold.handlers}>
          <thead>
            <tr>
              <th className="l-t">Time, UTC</th>
              <th className="l-k">Change</th>
              <th className="l-s">Service</th>
              <th className="l-i">Instance</th>
              <th className="l-d">Detail</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <LatestRow key={item.kind === 'one' ? item.change.id : item.group.key} item={item} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function LatestRow({ item }: { item: ChangeItem }): ReactNode {
  const facts = item.kind === 'group' ? groupFacts(item.group) : null;
  const change = item.kind === 'group' ? item.group.changes[0] : item.change;
  return (
    <tr>
      <td className="l-t">
        <ChangeTime at={change.at} precise={false} />
      </td>
      <td className="l-k">{facts ? <GroupWords facts={facts} /> : <ChangeWords change={change} />}</td>
      <td className="l-s clip">
        <ChangeService change={change} />
      </td>
      <td className="l-i clip">
        {facts ? (
          <span className="dim">{counted(facts.instances, 'instance')}</span>
        ) : (
          <ChangeInstance change={change} />
        )}
      </td>
      <td className="l-d clip">{facts ? <GroupDetail facts={facts} /> : <ChangeDetail change={change} />}</td>
    </tr>
  );
}
