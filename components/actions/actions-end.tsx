import Link from 'next/link';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';
import type { UrlState } from '../ui/use-url-state';
import type { ActionFilter } from './action-filter';
import type { useActionHistory } from './use-action-history';

interface ActionsEndProps {
  readonly history: ReturnType<typeof useActionHistory>;
  readonly isEmpty: boolean;
  readonly filter: ActionFilter;
  readonly url: UrlState;
}

/** What stands below the last row: more, the end, or why there is none. */
export function ActionsEnd({ history, isEmpty, filter, url }: ActionsEndProps): ReactNode {
  const { error, hasNextPage, isFetching, fetchNextPage, refetch } = history;
  if (error) {
    return (
      <p className="end" role="alert">
        Actions could not be read: {error.message}{' '}
        <button type="button" className="btn small" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    );
  }
  if (hasNextPage) {
    return (
      <p className="end">
        <button type="button" className="btn small" disabled={isFetching} onClick={() => void fetchNextPage()}>
          {isFetching ? 'Loading older actions' : 'Load older'}
        </button>
      </p>
    );
  }
  if (!isEmpty) return <p className="end faint">That is all there is.</p>;
  if (isFetching) return <p className="end faint">Looking.</p>;
  if (Object.values(filter).some((value) => value !== null)) {
    return (
      <EmptyState icon="filter" title="No action matches">
        <p>None is of that state, kind, registry and has these words.</p>
        <button
          type="button"
          className="btn"
          onClick={() => url.set({ state: null, kind: null, registry: null, q: null })}
        >
          Clear filters
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="actions" title="Nothing has been done yet">
      <p>
        Open a service, select instances and drain them: Rollcall shows first what that leaves of the service, then
        writes it and tells here whether the registry’s own watch confirmed it, or whether the instance came back.
      </p>
      <p className="ways">
        <Link className="btn" href="/services">
          All services
        </Link>
      </p>
    </EmptyState>
  );
}
