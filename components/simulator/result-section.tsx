'use client';

import { type ReactNode, useId, useState } from 'react';
import { FigureTable } from '../ui/figure-table';

export interface Figures {
  readonly columns: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}

interface ResultSectionProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly legend?: ReactNode;
  /** The same in figures; asked for only when it is shown. */
  readonly figures: () => Figures;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A picture under its head, and the same as a table. */
export function ResultSection({
  title,
  note,
  legend,
  figures,
  className = '',
  children,
}: ResultSectionProps): ReactNode {
  const id = useId();
  const [isTable, setTable] = useState(false);
  return (
    <section className={`sim-section ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {note !== undefined && <span className="faint">{note}</span>}
        <span className="push" />
        {!isTable && legend}
        <button type="button" className="btn bare small" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Picture' : 'Table'}
          <span className="sr"> of {title.toLowerCase()}</span>
        </button>
      </header>
      {isTable ? <Figures label={`${title}, table`} figures={figures()} /> : children}
    </section>
  );
}

function Figures({ label, figures: { columns, rows } }: { label: string; figures: Figures }): ReactNode {
  return <FigureTable label={label} columns={columns} rows={rows.map((cells, at) => ({ key: String(at), cells }))} />;
}
