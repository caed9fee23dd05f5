import type { ReactNode } from 'react';
import type { ChangeFilter } from '@/lib/view/change-filter';
import { EmptyState } from '../ui/empty-state';
import type { UrlState } from '../ui/use-url-state';
import type { ChangeHistory } from './use-change-history';

interface ChangesEndProps {
  readonly history: ChangeHistory;
  readonly isEmpty: boolean;
  readonly filter: ChangeFilter;
  readonly url: UrlState;
}

/** What stands below the last row: more, the end, or why there is none. */
export function ChangesEnd({ history, isEmpty, filter, url }: ChangesEndProps): ReactNode {
  const { hasMore, isLoading, error, loadMore } = history;
  if (error) {
    return (
      <p className="end" role="alert">
        Older changes could not be read: {error.message}{' '}
        <button type="button" className="btn small" onClick={loadMore}>
          Try again
        </button>
      </p>
    );
  }
  if (hasMore || isLoading) {
    return (
      <p className="end">
        <button type="button" className="btn small" disabled={isLoading} onClick={loadMore}>
          {isLoading ? 'Loading older changes' : 'Load older'}
        </button>
      </p>
    );
  }
  if (!isEmpty) return <p className="end faint">That is all Rollcall holds. Nothing older was observed or kept.</p>;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  if (!isFiltered) {
    return (
      <EmptyState icon="changes" title="Nothing has changed yet">
        <p>
          Rollcall lists what it observes from its own start on. The next registration or failing check appears here.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="filter" title="No change matches">
      <p>None of the changes held is of that kind, service, registry, origin and action.</p>
      <button
        type="button"
        className="btn"
        onClick={() => url.set({ kind: null, service: null, registry: null, origin: null, action: null })}
      >
        Clear filters
      </button>
    </EmptyState>
  );
}
