import Link from 'next/link';
import type { ReactNode } from 'react';
import { ChangeInstance, ChangeTime } from '../changes/change-cells';
import { ChangeDetail } from '../changes/change-detail';
import { ChangeWords } from '../changes/change-words';
import { EmptyState } from '../ui/empty-state';
import type { HandedChangeList } from './use-change-list';

interface ChangeListProps {
  readonly changes: HandedChangeList;
  /** Where all of them are. */
  readonly allHref: string;
  /** Left out where they are all of one instance. */
  readonly withInstance?: boolean;
}

const SHOWN = 100;

/** The latest changes of one service or instance. */
export function ChangeList({ changes, allHref, withInstance = true }: ChangeListProps): ReactNode {
  if (changes.items.length === 0) {
    return (
      <EmptyState icon="changes" title="No changes yet">
        <p>Nothing has changed here since Rollcall began to watch.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <table className="bleed blocks change-list" aria-label="Changes, newest first">
        <thead>
          <tr>
            <th className="k-at">Time, UTC</th>
            <th className="k-what">Change</th>
            {withInstance && <th className="k-inst">Instance</th>}
            <th>Detail</th>
          </tr>
        </thead>
        <tbody>
          {changes.items.slice(0, SHOWN).map((change) => (
            <tr key={change.id} className="flat">
              <td className="k-at">
                <span className="mono faint">{change.at.slice(0, 10)}</span>{' '}
                <ChangeTime at={change.at} precise={false} />
              </td>
              <td className="k-what">
                <ChangeWords change={change} />
              </td>
              {withInstance && (
                <td className="k-inst clip">
                  <ChangeInstance change={change} />
                </td>
              )}
              <td className="k-detail clip">
                <ChangeDetail change={change} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="after-list">
        <Link className="link" href={allHref}>
          {changes.total > SHOWN ? `All ${changes.total.toLocaleString('en')} changes` : 'Open in Changes'}
        </Link>
      </p>
    </>
  );
}
