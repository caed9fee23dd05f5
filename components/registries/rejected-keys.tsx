'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { FormatBadge } from '../formats/format-badge';
import { fetchJson } from '../shell/fetch-json';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { useUrlState } from '../ui/use-url-state';
import { REJECTED_PARAM } from './rejected-param';

interface Rejection {
  readonly key: string;
  readonly reason: string;
  readonly nearestFormat?: string;
}

interface RejectedPage {
  readonly items: readonly Rejection[];
  readonly nextCursor: string | null;
}

interface RejectedKeysProps {
  readonly registry: string;
  readonly count: number;
}

const PAGE_SIZE = '50';

/** The keys that no format could decode: listed, not hidden. Whether the list is open stands in the address. */
export function RejectedKeys({ registry, count }: RejectedKeysProps): ReactNode {
  const url = useUrlState();
  const listId = useId();
  const isOpen = url.get(REJECTED_PARAM) === registry;
  if (count === 0) return <p className="none-rejected faint">Everything read could be decoded.</p>;
  return (
    <div className="rejected">
      <button
        type="button"
        className="btn bare small"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => url.set({ [REJECTED_PARAM]: isOpen ? null : registry })}
      >
        <Icon name={isOpen ? 'down' : 'right'} small />
        {count.toLocaleString('en')} {count === 1 ? 'record' : 'records'} that no format could decode
      </button>
      <div id={listId}>{isOpen && <RejectedList registry={registry} count={count} />}</div>
    </div>
  );
}

function RejectedList({ registry, count }: RejectedKeysProps): ReactNode {
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
  return (
    <>
      <table className="rejected-list blocks" aria-label={`Rejected keys of ${registry}`} aria-busy={isFetching}>
        <thead>
          <tr>
            <th className="k-key">Key</th>
            <th className="k-reason">Reason</th>
            <th className="k-near">Nearest format</th>
          </tr>
        </thead>
        <tbody>
          {data?.pages
            .flatMap(({ items }) => items)
            .map(({ key, reason, nearestFormat }) => (
              <tr key={key}>
                <td className="k-key">
                  <span className="mono">{key}</span>
                  <CopyButton text={key} what="key" />
                </td>
                <td className="k-reason dim">{reason}</td>
                <td className="k-near">
                  {nearestFormat && <FormatBadge format={nearestFormat} registry={registry} linked />}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {(hasNextPage || isFetching) && (
        <p className="end">
          <button type="button" className="btn small" disabled={isFetching} onClick={() => fetchNextPage()}>
            {isFetching ? 'Loading' : 'Load more'}
          </button>
        </p>
      )}
    </>
  );
}
