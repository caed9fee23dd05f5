'use client';

import { type ReactNode, useId, useState } from 'react';

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
      {isTable ? <FigureTable label={title} {...figures()} /> : children}
    </section>
  );
}

function FigureTable({ label, columns, rows }: Figures & { label: string }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard.
    <section className="figure-table" aria-label={`${label}, table`} tabIndex={0}>
      <table className="sticky">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? undefined : 'num'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move.
            <tr key={at}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} className="num">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
