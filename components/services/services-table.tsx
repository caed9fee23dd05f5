'use client';

import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { ServiceSort } from '@/lib/domain/query';
import type { ServiceSummary } from '@/lib/domain/service';
import { SkeletonRows } from '../ui/skeleton-rows';
import type { Hold } from '../ui/use-hold';
import { useIsNarrow } from '../ui/use-is-narrow';
import { useLastKnown } from '../ui/use-last-known';
import { useVirtualRows } from '../ui/use-virtual-rows';
import { SpacerRow, spacedRows } from '../ui/virtual-body';
import { ServiceRow } from './service-row';
import { SERVICE_COLUMNS, ServicesHead } from './services-head';

const ROW = 36;
const BLOCK = 87;
const NOTHING: ReadonlyMap<string, ServiceSummary> = new Map();

interface ServicesTableProps {
  /** Null while nothing has been listed yet. */
  readonly services: ReadonlyMap<string, ServiceSummary> | null;
  readonly keys: readonly string[];
  readonly sort: ServiceSort;
  readonly onSort: (sort: ServiceSort) => void;
  readonly hold: Hold;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Services as a table whose rows are in the page only where one looks. */
export function ServicesTable({ services, keys, sort, onSort, hold, scroller }: ServicesTableProps): ReactNode {
  const rowHeight = useIsNarrow() ? BLOCK : ROW;
  const rows = useVirtualRows({ keys, rowHeight, scroller });
  const known = useLastKnown(services ?? NOTHING, keys);

  function move(event: KeyboardEvent<HTMLElement>): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const from = Number(row?.dataset.index ?? -1);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (!row || to === undefined || to < 0 || to >= keys.length) return;
    event.preventDefault();
    rows.focusRow(to);
  }

  return (
    <table className="bleed sticky blocks services" aria-rowcount={keys.length + 1} aria-label="Services">
      <ServicesHead sort={sort} onSort={onSort} />
      {services === null ? (
        <SkeletonRows columns={SERVICE_COLUMNS.map((column) => column.className)} />
      ) : (
        <tbody
          data-rows
          {...hold.handlers}
          onKeyDown={move}
          onFocus={(event) => {
            rows.setFocused(indexOf(event.target));
            hold.handlers.onFocus();
          }}
          onBlur={() => {
            rows.setFocused(-1);
            hold.handlers.onBlur();
          }}
        >
          {spacedRows({
            items: rows.items,
            total: rows.total,
            spacer: (height) => <SpacerRow height={height} columns={SERVICE_COLUMNS.length} />,
            row: ({ index }) => {
              const key = keys[index];
              const live = key === undefined ? undefined : services.get(key);
              const summary = live ?? (key === undefined ? undefined : known.get(key));
              return summary && <ServiceRow summary={summary} index={index} isGone={live === undefined} />;
            },
          })}
        </tbody>
      )}
    </table>
  );
}

function indexOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
}
