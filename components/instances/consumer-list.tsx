'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Consumer } from '@/lib/domain/consumer';
import { fetchJson } from '../shell/fetch-json';
import { CopyButton } from '../ui/copy-button';
import { counted } from '../ui/counted';

interface ConsumerListProps {
  readonly registry: string;
  readonly service: string;
  readonly handed: readonly Consumer[];
}

const AGAIN_MS = 10_000;
const LISTED = 200;

/** Who subscribes to a service, asked for again every 10 s; nothing where nobody does. */
export function ConsumerList({ registry, service, handed }: ConsumerListProps): ReactNode {
  const { data } = useQuery({
    queryKey: ['consumers', registry, service],
    queryFn: ({ signal }) => fetchJson<{ items: readonly Consumer[] }>(addressOf(registry, service), signal),
    refetchInterval: AGAIN_MS,
    placeholderData: { items: handed },
  });
  const consumers = data?.items ?? handed;
  if (consumers.length === 0) return null;
  return (
    <section className="section consumers">
      <header>
        <h2>Who subscribes</h2>
        <span className="faint">{counted(consumers.length, 'subscription')}</span>
      </header>
      <table className="bleed blocks" aria-label="Who subscribes">
        <thead>
          <tr>
            <th scope="col" className="s-address">
              Address
            </th>
            <th scope="col" className="s-application">
              Application
            </th>
            <th scope="col">Subscribes to</th>
          </tr>
        </thead>
        <tbody>
          {consumers.slice(0, LISTED).map(({ address, application, subscribes }) => (
            <tr key={`${address} ${application} ${subscribes}`} className="flat">
              <td className="s-address clip">
                <span className="mono">{address}</span>
                <CopyButton text={address} what={`address ${address}`} />
              </td>
              <td className="s-application clip dim">{application ?? <span className="faint">–</span>}</td>
              <td className="s-what clip dim mono" title={subscribes}>
                {subscribes}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {consumers.length > LISTED && <p className="end">and {consumers.length - LISTED} more</p>}
    </section>
  );
}

function addressOf(registry: string, service: string): string {
  return `/api/v1/registries/${encodeURIComponent(registry)}/services/${encodeURIComponent(service.toWellFormed())}/consumers`;
}
