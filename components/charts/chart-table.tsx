import type { ReactNode } from 'react';

interface ChartTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** The newest first; the first cell is the time. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly string[] }[];
}

/** A chart in figures, which scrolls within the height of the chart. */
export function ChartTable({ label, columns, rows }: ChartTableProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard.
    <section className="chart-table" aria-label={label} tabIndex={0}>
      <table className="sticky">
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} className={index === 0 ? undefined : 'num'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [time, ...rest] }) => (
            <tr key={key}>
              <th scope="row">{time}</th>
              {rest.map((cell, index) => (
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
