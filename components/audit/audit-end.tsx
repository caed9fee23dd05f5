import type { ReactNode } from 'react';
import { EmptyState } from '../ui/empty-state';
import { OlderEnd } from '../ui/older-end';
import type { UrlState } from '../ui/use-url-state';
import { type AuditFilter, isFiltered, NO_FILTER } from './audit-filter';
import type { useAudit } from './use-audit';

interface AuditEndProps {
  readonly audit: ReturnType<typeof useAudit>;
  readonly filter: AuditFilter;
  readonly url: UrlState;
}

/** What stands below the last row: more, the end, or why there is none. */
export function AuditEnd(props: AuditEndProps): ReactNode {
  return (
    <OlderEnd what="records" history={props.audit}>
      <End {...props} />
    </OlderEnd>
  );
}

function End({ audit: { isFetching, items }, filter, url }: AuditEndProps): ReactNode {
  if (items.length > 0) return <p className="end faint">That is all there is.</p>;
  if (isFetching) return <p className="end faint">Looking.</p>;
  if (isFiltered(filter)) {
    return (
      <EmptyState icon="filter" title="No record matches">
        <p>Nothing in the audit is of that kind, person, place and time, with these words.</p>
        <button type="button" className="btn" onClick={() => url.set({ ...NO_FILTER })}>
          Clear filters
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="audit" title="Nothing is recorded yet">
      <p>
        Every drain, restore and registration, every login and every refusal is written here: who, from where, when, on
        what, why, and what came of it.
      </p>
    </EmptyState>
  );
}
