import type { ReactNode } from 'react';

const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** Quiet rows while the first list is on its way; to be put in a table of as many columns. */
export function SkeletonRows({ columns }: { columns: readonly string[] }): ReactNode {
  return (
    <tbody aria-busy="true">
      {ROWS.map((row) => (
        <tr key={row} className="flat">
          {columns.map((column) => (
            <td key={column} className={column}>
              <span className="skeleton" />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
