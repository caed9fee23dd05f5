import type { ReactNode } from 'react';
import { type ChangeFilter, isFiltered, NO_FILTER } from '@/lib/view/change-filter';
import { EmptyState } from '../ui/empty-state';
import type { UrlState } from '../ui/use-url-state';
import type { Journal } from './use-journal';

interface ChangesEndProps {
  readonly journal: Journal;
  readonly isEmpty: boolean;
  readonly filter: ChangeFilter;
  readonly url: UrlState;
}

/** What stands below the last row: more, the end, or why there is none. */
export function ChangesEnd({ journal, isEmpty, filter, url }: ChangesEndProps): ReactNode {
  const { hasMore, isLoading, error, loadMore, retry } = journal;
  if (error) {
    return (
      <p className="end" role="alert">
        Older changes could not be read: {error.message}{' '}
        <button type="button" className="btn small" onClick={retry}>
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
  if (!isEmpty) return <p className="end faint">That is all there is. Nothing older was observed or kept.</p>;
  if (!isFiltered(filter)) {
    return (
      <EmptyState icon="changes" title="Nothing has changed yet">
        <p>
          Rollcall keeps what it observes from its first start on. The next registration or failing check appears here.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="filter" title="No change matches">
      <p>None of the changes kept is of that kind, service, instance, registry, origin, action and time.</p>
      <button type="button" className="btn" onClick={() => url.set({ ...NO_FILTER, range: null })}>
        Clear filters
      </button>
    </EmptyState>
  );
}
