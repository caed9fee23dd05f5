import type { ReactNode } from 'react';
import type { ServiceSort } from '@/lib/domain/query';
import { Icon } from '../ui/icon';

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
];

interface ServicesHeadProps {
  readonly sort: ServiceSort;
  readonly onSort: (sort: ServiceSort) => void;
}

export function ServicesHead({ sort, onSort }: ServicesHeadProps): ReactNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {SERVICE_COLUMNS.map((column) => {
          const isSorted = column.sort === sort;
          return (
            <th
              key={column.className}
              scope="col"
              className={column.className}
              aria-sort={isSorted ? column.direction : undefined}
            >
              {column.sort === undefined ? (
                column.label
              ) : (
                <button type="button" className="sort" onClick={() => column.sort && onSort(column.sort)}>
                  {column.label}
                  {isSorted && <Icon name={column.direction === 'ascending' ? 'sort-up' : 'sort-down'} small />}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
