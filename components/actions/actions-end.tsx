import Link from 'next/link';
import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';
import { OlderEnd } from '../ui/older-end';
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
export function ActionsEnd(props: ActionsEndProps): ReactNode {
  return (
    <OlderEnd what="actions" history={props.history}>
      <End {...props} />
    </OlderEnd>
  );
}

function End({ history: { isFetching }, isEmpty, filter, url }: ActionsEndProps): ReactNode {
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
