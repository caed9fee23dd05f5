'use client';

import type { ReactNode } from 'react';
import type { InstanceHistory, ServiceHistory } from '@/lib/domain/history';
import { counted } from '../ui/counted';
import { instancePath } from '../ui/paths';
import type { UrlState } from '../ui/use-url-state';
import { uptimeWords } from './bucket-words';
import { HistoryBar } from './history-bar';
import type { HistoryTime } from './history-question';
import { isAbsent } from './history-states';
import { HistoryTrouble } from './history-trouble';
import { RangeEnds } from './range-ends';
import { rangeWords } from './ranges';
import { SpanList } from './span-list';
import { TimedLink } from './timed-link';
import { useInstanceHistory } from './use-instance-history';

/** 48 parts every 12, or 4, pixels. */
export const UPTIME_BARS = { wide: 575, small: 191, beside: 68 };

interface ServiceHistoryTabProps {
  readonly registry: string;
  /** Undefined until it is known. */
  readonly history: ServiceHistory | undefined;
  readonly url: UrlState;
  readonly time: HistoryTime;
  /** Of a bar, in pixels. */
  readonly width: number;
}

/** How each instance of a service fared, and of a chosen one every stretch. */
export function ServiceHistoryTab({ registry, history, url, time, width }: ServiceHistoryTabProps): ReactNode {
  const instances = history?.instances ?? [];
  const asked = url.get('instance');
  const chosen = instances.find(({ id }) => id === asked) ?? instances[0];
  const one = useInstanceHistory({ registry, id: chosen?.id ?? null }, time, history?.to ?? '');
  if (!chosen) return null;
  return (
    <>
      <section className="section">
        <header>
          <h2>Uptime</h2>
          <span className="faint">
            of {counted(instances.length, 'instance')}, over what was observed, never rounded up
          </span>
        </header>
        <table className="bleed blocks uptimes" aria-label="Uptime by instance">
          <thead>
            <tr>
              <th scope="col" className="u-pick">
                <span className="sr">Chosen</span>
              </th>
              <th scope="col" className="u-a">
                Address
              </th>
              <th scope="col" className="u-up num">
                Uptime
              </th>
              <th scope="col" className="n-b">
                <RangeEnds width={width} />
              </th>
            </tr>
          </thead>
          <tbody>
            {instances.map((instance) => (
              <tr
                key={instance.id}
                className={instance.id === chosen.id ? 'on' : hasLeft(instance) ? 'gone' : undefined}
              >
                <td className="u-pick">
                  <input
                    type="radio"
                    name="stretches"
                    aria-label={`Stretches of ${instance.address}`}
                    checked={instance.id === chosen.id}
                    onChange={() => url.set({ instance: instance.id })}
                  />
                </td>
                <td className="u-a clip">
                  <TimedLink className="mono" href={instancePath(registry, instance.id)}>
                    {instance.address}
                  </TimedLink>
                </td>
                <td className="u-up num">
                  {uptimeWords(instance.uptime) ?? <span className="faint">not observed</span>}
                </td>
                <td className="n-b">
                  <HistoryBar
                    owner={{ registry, id: instance.id }}
                    title={instance.address}
                    range={rangeWords(time.range)}
                    buckets={instance.buckets}
                    width={width}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="section">
        <header>
          <h2>Stretches</h2>
          <span className="mono faint">{chosen.address}</span>
        </header>
        <HistoryTrouble problem={one.error?.message ?? null} onRetry={one.refetch} />
        {one.data && history && one.data.id === chosen.id && (
          <SpanList spans={one.data.spans} until={history.to} isLive={time.moment === null} />
        )}
      </section>
    </>
  );
}

/** Whether it was not registered at the end. */
function hasLeft({ buckets }: InstanceHistory): boolean {
  const last = buckets.at(-1);
  return last !== undefined && isAbsent(last);
}
