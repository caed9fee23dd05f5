'use client';

import { type ReactNode, useState } from 'react';
import type { Bucket, DepartedInstance } from '@/lib/domain/history';
import { formatAddress } from '@/lib/domain/instance';
import { ByRollcall } from '../actions/by-rollcall';
import { causeWords } from '../changes/cause-words';
import { counted } from '../ui/counted';
import { instancePath } from '../ui/paths';
import { Since } from '../ui/since';
import { HealthStatus } from '../ui/status';
import { HistoryBar } from './history-bar';
import { TimedLink } from './timed-link';

interface DepartedListProps {
  readonly items: readonly DepartedInstance[];
  /** By instance id. */
  readonly bars: ReadonlyMap<string, readonly Bucket[]>;
  /** "24 h" */
  readonly range: string;
  readonly width: number;
}

const LISTED = 20;

/** Instances that left lately, as they were last seen: when and why. Nothing where none did. */
export function DepartedList({ items, bars, range, width }: DepartedListProps): ReactNode {
  const [isAll, setAll] = useState(false);
  if (items.length === 0) return null;
  return (
    <section className="section">
      <header>
        <h2>Left lately</h2>
        <span className="faint">{counted(items.length, 'instance')}, as last seen</span>
      </header>
      <table className="bleed blocks departed" aria-label="Left lately">
        <thead>
          <tr>
            <th scope="col" className="d-a">
              Address
            </th>
            <th scope="col" className="d-when">
              When
            </th>
            <th scope="col" className="d-why">
              Why
            </th>
            <th scope="col" className="d-h">
              Was
            </th>
            <th scope="col" className="d-v">
              Version
            </th>
            <th scope="col" className="n-b">
              <span className="sr">History</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(isAll ? items : items.slice(0, LISTED)).map(({ instance, leftAt, cause, afterGap, ...by }) => {
            const address = formatAddress(instance.address, instance.port);
            return (
              <tr key={instance.id} className="gone">
                <td className="d-a clip">
                  <TimedLink className="mono" href={instancePath(instance.registry, instance.id)}>
                    {address}
                  </TimedLink>
                </td>
                <td className="d-when">
                  <Since at={leftAt} prefix="left " suffix=" ago" />
                </td>
                <td className="d-why clip">
                  {causeWords(cause)}
                  {afterGap && <span className="tag late">after a gap</span>} <ByRollcall change={by} />
                </td>
                <td className="d-h">
                  <HealthStatus health={instance.health} />
                </td>
                <td className="d-v clip">
                  {instance.version === null ? '–' : <span className="mono">{instance.version}</span>}
                </td>
                <td className="n-b">
                  <HistoryBar
                    owner={instance}
                    title={address}
                    range={range}
                    buckets={bars.get(instance.id)}
                    width={width}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {!isAll && items.length > LISTED && (
        <button type="button" className="btn bare small" onClick={() => setAll(true)}>
          Show all {items.length}
        </button>
      )}
    </section>
  );
}
