'use client';

import type { ReactNode } from 'react';
import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import { PopoverButton } from '../ui/popover-button';

const FORMATS = [
  ['csv', 'CSV', 'for a spreadsheet'],
  ['ndjson', 'NDJSON', 'a line of JSON a change'],
] as const;

/** What is listed as a file: all of it, not only what is loaded. */
export function ExportButton({ filter }: { filter: ChangeFilter }): ReactNode {
  return (
    <PopoverButton label="Export" className="btn bare small" face="Export">
      {(close) => (
        <ul className="export-list">
          {FORMATS.map(([format, name, what]) => (
            <li key={format}>
              <a
                href={`/api/v1/changes/export?${new URLSearchParams({ ...changeFilterParams(filter), format })}`}
                download
                onClick={close}
              >
                {name} <span className="faint">{what}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </PopoverButton>
  );
}
