'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { memo, type ReactNode } from 'react';
import { isoTime } from '@/lib/domain/clock';
import type { NoisyInstance } from '@/lib/domain/history';
import { useNow } from '../charts/use-now';
import { type Range, rangeMs, rangeWords } from '../history/ranges';
import { fetchJson } from '../shell/fetch-json';
import { FlappingMark } from '../ui/flapping-mark';
import { instancePath, servicePath } from '../ui/paths';

const LISTED = 5;
const FRESH_MS = 30_000;

/** The instances whose health changed most often, and which of them are flapping now. */
export const Noisiest = memo(function Noisiest({ range }: { range: Range }) {
  const now = useNow(FRESH_MS);
  const { data, error, refetch } = useQuery({
    queryKey: ['noisiest', range, now],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ from: isoTime((now ?? 0) - rangeMs(range)), limit: String(LISTED) });
      return fetchJson<{ items: readonly NoisyInstance[] }>(`/api/v1/changes/noisiest?${query}`, signal);
    },
    enabled: now !== null,
    placeholderData: keepPreviousData,
  });
  return (
    <section className="section" aria-labelledby="noisiest">
      <header>
        <h2 id="noisiest">Noisiest instances</h2>
        <span className="faint">health changes in {rangeWords(range)}</span>
      </header>
      {error && !data && (
        <p className="quiet" role="alert">
          <span>
            They could not be read: {error.message}{' '}
            <button type="button" className="btn small" onClick={() => void refetch()}>
              Try again
            </button>
          </span>
        </p>
      )}
      {!error && !data && <span className="skeleton" />}
      {data?.items.length === 0 && <p className="quiet faint">The health of no instance changed.</p>}
      {data && data.items.length > 0 && (
        <table className="noisy">
          <thead>
            <tr>
              <th className="y-instance">Instance</th>
              <th>Service</th>
              <th className="y-count num">Changes</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((noisy) => (
              <NoisyRow key={`${noisy.registry}/${noisy.instance}`} noisy={noisy} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
});

function NoisyRow({ noisy }: { noisy: NoisyInstance }): ReactNode {
  const { registry, service, instance, address, healthChanges, flapping } = noisy;
  return (
    <tr>
      <td className="clip">
        <Link className="mono dim" href={instancePath(registry, instance)} prefetch={false} title={address}>
          {address}
        </Link>
      </td>
      <td className="clip">
        <span className="y-service">
          <Link className="name clip" href={servicePath(registry, service)} prefetch={false} title={service}>
            {service}
          </Link>
          {flapping && <FlappingMark />}
        </span>
      </td>
      <td className="y-count num dim">{healthChanges.toLocaleString('en')}</td>
    </tr>
  );
}
