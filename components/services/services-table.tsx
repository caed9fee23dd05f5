'use client';

import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useCallback, useMemo } from 'react';
import type { ServiceSort } from '@/lib/domain/query';
import type { ServiceSummary } from '@/lib/domain/service';
import type { HistoryTime } from '../history/history-question';
import { HistoryTrouble } from '../history/history-trouble';
import { useBarWidth } from '../history/use-bar-width';
import { useHistories } from '../history/use-histories';
import { useIsStale } from '../shell/use-is-stale';
import { SkeletonRows } from '../ui/skeleton-rows';
import { useIsNarrow } from '../ui/use-column-width';
import { useEnterRows } from '../ui/use-enter-rows';
import type { Hold } from '../ui/use-hold';
import { useLastKnown } from '../ui/use-last-known';
import { useVirtualRows } from '../ui/use-virtual-rows';
import { SpacerRow, spacedRows } from '../ui/virtual-body';
import { ServiceRow } from './service-row';
import { SERVICE_COLUMNS, ServicesHead } from './services-head';

const ROW = 36;
const BLOCK = 90;
const BARS = { wide: 239, small: 143, beside: 32 };
const NOTHING: ReadonlyMap<string, ServiceSummary> = new Map();

interface ServicesTableProps {
  /** Null while nothing has been listed yet. */
  readonly services: ReadonlyMap<string, ServiceSummary> | null;
  readonly keys: readonly string[];
  readonly sort: ServiceSort;
  readonly onSort: (sort: ServiceSort) => void;
  readonly hold: Hold;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Of the histories. */
  readonly time: HistoryTime;
}

/** Services as a table whose rows are in the page only where one looks. */
export function ServicesTable(props: ServicesTableProps): ReactNode {
  const { services, keys, sort, onSort, hold, scroller, time } = props;
  const rowHeight = useIsNarrow() ? BLOCK : ROW;
  const rows = useVirtualRows({ keys, rowHeight, scroller });
  const known = useLastKnown(services ?? NOTHING, keys);
  const isStale = useIsStale();
  const hasFlapping = useMemo(
    () => [...(services ?? NOTHING).values()].some(({ flapping }) => flapping > 0),
    [services],
  );
  const inSight = rows.items.map(({ index }) => keys[index] ?? '');
  const histories = useHistories(inSight, services ?? NOTHING, time);
  const barWidth = useBarWidth(scroller, BARS);
  const { focusRow } = rows;
  useEnterRows(
    scroller,
    useCallback(() => focusRow(0), [focusRow]),
  );

  function move(event: KeyboardEvent<HTMLElement>): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const from = Number(row?.dataset.index ?? -1);
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (!row || to === undefined || to < 0 || to >= keys.length) return;
    event.preventDefault();
    rows.focusRow(to);
  }

  return (
    <>
      <HistoryTrouble problem={histories.problem} onRetry={histories.retry} />
      <table
        className={`bleed sticky blocks services${hasFlapping ? ' flaps' : ''}`}
        aria-rowcount={keys.length + 1}
        aria-label="Services"
      >
        <ServicesHead sort={sort} onSort={onSort} barWidth={barWidth} />
        {services === null ? (
          <SkeletonRows columns={SERVICE_COLUMNS.map((column) => column.className)} />
        ) : (
          <tbody
            data-rows
            {...hold.handlers}
            onKeyDown={move}
            onClick={followRow}
            onFocus={(event) => {
              rows.setFocused(indexOf(event.target));
              hold.handlers.onFocus(event);
            }}
            onBlur={() => {
              rows.setFocused(-1);
              hold.handlers.onBlur();
            }}
          >
            {spacedRows({
              items: rows.items,
              total: rows.total,
              spacer: (height) => <SpacerRow height={height} />,
              row: ({ index }) => {
                const key = keys[index];
                const live = key === undefined ? undefined : services.get(key);
                const summary = live ?? (key === undefined ? undefined : known.get(key));
                return (
                  summary && (
                    <ServiceRow
                      summary={summary}
                      index={index}
                      isGone={live === undefined}
                      isStale={isStale(summary.registry)}
                      time={time}
                      buckets={key === undefined ? undefined : histories.of.get(key)}
                      barWidth={barWidth}
                    />
                  )
                );
              },
            })}
          </tbody>
        )}
      </table>
    </>
  );
}

/** A click beside the link follows it too, as it was meant: with Ctrl into another tab, and never while text is chosen. */
function followRow(event: MouseEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (target.closest('a, button, [role=slider]') || window.getSelection()?.isCollapsed === false) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const click = new window.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
  target.closest('tr')?.querySelector('a')?.dispatchEvent(click);
}

function indexOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
}
