'use client';

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { ChangeRow as Row } from '@/lib/view/change-rows';
import { useIsNarrow } from '../ui/use-column-width';
import type { Hold } from '../ui/use-hold';
import { useVirtualRows } from '../ui/use-virtual-rows';
import { SpacerRow, spacedRows } from '../ui/virtual-body';
import { ChangeRow } from './change-row';

interface ChangesTableProps {
  readonly rows: readonly Row[];
  readonly scroller: RefObject<HTMLElement | null>;
  readonly hold: Hold;
  readonly onToggle: (id: string) => void;
  /** The key of a row to scroll to, once it is there. */
  readonly target: string | null;
  /** The last rows are in sight. */
  readonly onEnd: () => void;
}

const ROW_PX = 36;
const BLOCK_PX = 84;
const NEAR_END = 5;

/** The changes as a table of any length: only the rows in sight are in the page. */
export function ChangesTable({ rows, scroller, hold, onToggle, target, onEnd }: ChangesTableProps): ReactNode {
  const keys = rows.map(({ key }) => key);
  const rowHeight = useIsNarrow() ? BLOCK_PX : ROW_PX;
  const { items, total, measure, focusRow, setFocused } = useVirtualRows({ keys, rowHeight, scroller });
  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - NEAR_END;

  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, onEnd]);

  const targetIndex = target === null ? -1 : keys.indexOf(target);
  const reached = useRef<string | null>(null);
  useEffect(() => {
    if (targetIndex === -1 || reached.current === target) return;
    reached.current = target;
    focusRow(targetIndex);
    // Once it is in the page: its detail should be in sight with it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector(`[data-index="${targetIndex}"]`)?.scrollIntoView({ block: 'center' }),
      ),
    );
  }, [target, targetIndex, focusRow, scroller]);

  function move(event: KeyboardEvent<HTMLElement>): void {
    const from = indexOf(event.target as Element);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (from === -1 || step === undefined) return;
    // Rows without a link, as those of a gap, are passed over.
    for (let to = from + step; to >= 0 && to < rows.length; to += step) {
      if (rows[to]?.kind !== 'change' && rows[to]?.kind !== 'group') continue;
      event.preventDefault();
      focusRow(to);
      return;
    }
  }

  return (
    <table className="sticky blocks changes" aria-rowcount={rows.length + 1} aria-label="Changes, newest first">
      <thead>
        <tr>
          <th className="h-t">Time, UTC</th>
          <th className="h-k">Change</th>
          <th className="h-s">Service</th>
          <th className="h-i">Instance</th>
          <th className="h-r">Registry</th>
          <th className="h-d">Detail</th>
          <th className="h-x">
            <span className="sr">More</span>
          </th>
        </tr>
      </thead>
      <tbody
        data-rows
        {...hold.handlers}
        onKeyDown={move}
        onFocus={(event) => {
          setFocused(indexOf(event.target));
          hold.handlers.onFocus(event);
        }}
        onBlur={() => {
          setFocused(-1);
          hold.handlers.onBlur();
        }}
      >
        {spacedRows({
          items,
          total,
          spacer: (height) => <SpacerRow height={height} />,
          row: ({ index }) => {
            const row = rows[index];
            return row && <ChangeRow row={row} index={index} measure={measure} onToggle={onToggle} />;
          },
        })}
      </tbody>
    </table>
  );
}

function indexOf(element: Element): number {
  return Number(element.closest<HTMLElement>('[data-index]')?.dataset.index ?? -1);
}
