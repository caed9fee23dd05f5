'use client';

import { type ReactNode, useState } from 'react';
import { useWidth } from './use-width';

interface ChartSectionProps {
  /** Of its head. */
  readonly id: string;
  readonly title: string;
  readonly sub?: ReactNode;
  /** The mark's class and what it stands for. */
  readonly legend: readonly (readonly [mark: string, words: string])[];
  readonly data: { readonly isThere: boolean; readonly error: Error | null; readonly retry: () => void };
  /** The same in figures. */
  readonly table: () => ReactNode;
  readonly children: (width: number) => ReactNode;
}

/** A chart under its own head, drawn at the width there is, and the same as a table. */
export function ChartSection({ id, title, sub, legend, data, table, children }: ChartSectionProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>();
  const [isTable, setTable] = useState(false);
  return (
    <section className="section chart-section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {sub !== undefined && <span className="faint">{sub}</span>}
        <ul className="legend push">
          {legend.map(([mark, words]) => (
            <li key={mark}>
              <svg width="10" height="10" aria-hidden="true">
                <rect className={mark} width="10" height="10" rx="2" />
              </svg>
              {words}
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="btn bare small"
          aria-pressed={isTable}
          disabled={!data.isThere}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? 'Chart' : 'Table'}
          <span className="sr"> of {title.toLowerCase()}</span>
        </button>
      </header>
      <div ref={ref} className="chart-area" aria-busy={!data.isThere && !data.error}>
        {data.error && (
          <p className="quiet" role="alert">
            <span>
              What was could not be read: {data.error.message}{' '}
              <button type="button" className="btn small" onClick={data.retry}>
                Try again
              </button>
            </span>
          </p>
        )}
        {!data.error && !data.isThere && <span className="skeleton" />}
        {data.isThere && isTable && table()}
        {data.isThere && !isTable && width !== null && width > 0 && children(width)}
      </div>
    </section>
  );
}
