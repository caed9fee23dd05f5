import type { ReactNode } from 'react';
import { Icon } from './icon';

interface SortButtonProps {
  readonly isSorted: boolean;
  readonly direction: 'ascending' | 'descending';
  readonly onSort: () => void;
  readonly children: ReactNode;
}

/** The head of a column one can sort by: all of its cell, with an arrow that is faint until the rows are in that order. */
export function SortButton({ isSorted, direction, onSort, children }: SortButtonProps): ReactNode {
  return (
    <button type="button" className={isSorted ? 'sort on' : 'sort'} onClick={onSort}>
      {children}
      <Icon name={direction === 'ascending' ? 'sort-up' : 'sort-down'} small />
    </button>
  );
}
