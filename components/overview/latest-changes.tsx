'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { ChangeInstance, ChangeService, ChangeTime } from '../changes/change-cells';
import { ChangeDetail } from '../changes/change-detail';
import { ChangeWords } from '../changes/change-words';
import { useStanding } from '../changes/use-standing';
import { useHold } from '../ui/use-hold';

const LISTED = 10;

/** The newest changes, as they come; they stand still while somebody points at them. */
export function LatestChanges({ changes }: { changes: readonly Change[] }): ReactNode {
  const hold = useHold();
  const { shown, waiting } = useStanding(changes, hold.isHeld);
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
            {shown.slice(0, LISTED).map((change) => (
              <tr key={change.id}>
                <td className="l-t">
                  <ChangeTime at={change.at} precise={false} />
                </td>
                <td className="l-k">
                  <ChangeWords change={change} />
                </td>
                <td className="l-s clip">
                  <ChangeService change={change} />
                </td>
                <td className="l-i clip">
                  <ChangeInstance change={change} />
                </td>
                <td className="l-d clip">
                  <ChangeDetail change={change} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
