import type { ReactNode } from 'react';
import type { ChangeFilter } from '@/lib/view/change-filter';
import type { UrlState } from '../ui/use-url-state';
import { causeWords } from './cause-words';
import type { Count, Facets } from './use-facets';

interface ChangesFacetsProps {
  /** Null until they are known. */
  readonly facets: Facets | null;
  readonly filter: ChangeFilter;
  readonly url: UrlState;
}

/** Counts beside the list; a kind or a service is a filter, and again to take it off. */
export function ChangesFacets({ facets, filter, url }: ChangesFacetsProps): ReactNode {
  const choose = (name: 'kind' | 'service') => (value: string) =>
    url.set({ [name]: filter[name] === value ? null : value });
  return (
    <aside className="facets" aria-label="Counts of the changes asked for">
      {facets && (
        <>
          <Facet title="Kind" counts={facets.kinds} chosen={filter.kind} onChoose={choose('kind')} />
          <Facet title="Most changes" counts={facets.services} chosen={filter.service} onChoose={choose('service')} />
          {facets.causes.length > 0 && (
            <section>
              <h2>Cause of deregistered</h2>
              <ul>
                {facets.causes.map(({ value, count }) => (
                  <li key={value}>
                    <span className="facet">
                      <Bar label={causeWords(value)} count={count} most={facets.causes[0]?.count ?? 1} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </aside>
  );
}

interface FacetProps {
  readonly title: string;
  readonly counts: readonly Count[];
  readonly chosen: string | null;
  readonly onChoose: (value: string) => void;
}

function Facet({ title, counts, chosen, onChoose }: FacetProps): ReactNode {
  if (counts.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {counts.map(({ value, count }) => (
          <li key={value}>
            <button type="button" className="facet" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
              <Bar label={value} count={count} most={counts[0]?.count ?? 1} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bar({ label, count, most }: { label: string; count: number; most: number }): ReactNode {
  return (
    <>
      <span className="clip" title={label}>
        {label}
      </span>
      <span className="v">{count.toLocaleString('en')}</span>
      <svg className="bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="2" />
        <rect className="fill" width={(100 * count) / most} height="2" />
      </svg>
    </>
  );
}
