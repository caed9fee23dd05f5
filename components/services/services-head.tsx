import type { ReactNode } from 'react';
import type { ServiceSort } from '@/lib/domain/query';
import { RangeEnds } from '../history/range-ends';
import { SortButton } from '../ui/sort-button';

interface Column {
  readonly className: string;
  readonly label: string;
  readonly sort?: ServiceSort;
  readonly direction?: 'ascending' | 'descending';
}

export const SERVICE_COLUMNS: readonly Column[] = [
  { className: 'c-name', label: 'Service', sort: 'name', direction: 'ascending' },
  { className: 'c-health', label: 'Health', sort: 'worst', direction: 'descending' },
  { className: 'c-since', label: 'Since', sort: 'since', direction: 'descending' },
  { className: 'c-rot', label: 'Rotation' },
  { className: 'c-roll', label: 'Instances', sort: 'instances', direction: 'descending' },
  { className: 'c-ver', label: 'Version' },
  { className: 'c-fmt', label: 'Format' },
  { className: 'c-reg', label: 'Registry' },
  { className: 'c-hist', label: 'History' },
];

interface ServicesHeadProps {
  readonly sort: ServiceSort;
  readonly onSort: (sort: ServiceSort) => void;
  /** Of the histories, in pixels. */
  readonly barWidth: number;
}

export function ServicesHead({ sort, onSort, barWidth }: ServicesHeadProps): ReactNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {SERVICE_COLUMNS.map((column) => {
          const by = column.sort;
          const isSorted = by === sort;
          return (
            <th
              key={column.className}
              scope="col"
              className={column.className}
              aria-sort={isSorted ? column.direction : undefined}
            >
              {column.className === 'c-hist' ? (
                <RangeEnds width={barWidth} />
              ) : by === undefined ? (
                column.label
              ) : (
                <SortButton isSorted={isSorted} direction={column.direction ?? 'ascending'} onSort={() => onSort(by)}>
                  {column.label}
                </SortButton>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
