'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FormatBadge } from '../formats/format-badge';
import { fetchJson } from '../shell/fetch-json';
import { CopyButton } from '../ui/copy-button';

interface Rejection {
  readonly key: string;
  readonly reason: string;
  readonly nearestFormat?: string;
}

interface RejectedPage {
  readonly items: readonly Rejection[];
  readonly nextCursor: string | null;
}

interface RejectedListProps {
  readonly registry: string;
  readonly count: number;
  /** Shows only as many. */
  readonly first?: number | undefined;
  /** What lets one try a key; left out where the registry's keys cannot be tried. */
  readonly tryKey?: ((key: string) => ReactNode) | undefined;
}

const PAGE_SIZE = '50';

/** Rejected keys, why they were, and which format they come nearest to. */
export function RejectedList({ registry, count, first, tryKey }: RejectedListProps): ReactNode {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    // Another count is another list.
    queryKey: ['rejected', registry, count],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ registry, limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) });
      return fetchJson<RejectedPage>(`/api/v1/rejected?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
  });
  if (error) {
    return (
      <p className="end" role="alert">
        The keys could not be read: {error.message}
      </p>
    );
  }
  const rejections = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <table className="rejected-list blocks" aria-label={`Rejected keys of ${registry}`} aria-busy={isFetching}>
        <thead>
          <tr>
            <th className="k-key">Key</th>
            <th className="k-reason">Reason</th>
            <th className="k-near">Nearest format</th>
            {tryKey && (
              <th className="k-try">
                <span className="sr">Try</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rejections.slice(0, first).map(({ key, reason, nearestFormat }) => (
            <tr key={key}>
              <td className="k-key">
                <span className="mono">{key}</span>
                <CopyButton text={key} what="key" />
              </td>
              <td className="k-reason dim">{reason}</td>
              <td className="k-near">
                {nearestFormat && <FormatBadge format={nearestFormat} registry={registry} linked />}
              </td>
              {tryKey && <td className="k-try">{tryKey(key)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {first === undefined && (hasNextPage || isFetching) && (
        <p className="end">
          <button type="button" className="btn small" disabled={isFetching} onClick={() => fetchNextPage()}>
            {isFetching ? 'Loading' : 'Load more'}
          </button>
        </p>
      )}
    </>
  );
}
