'use client';

import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useRef } from 'react';

interface VirtualRowsOptions {
  readonly keys: readonly string[];
  /** Height of a row before it is measured, in pixels. */
  readonly rowHeight: number;
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLElement | null>;
}

export interface VirtualRows {
  readonly items: readonly VirtualItem[];
  /** Height of everything, in pixels. */
  readonly total: number;
  readonly measure: (element: Element | null) => void;
  /** Scrolls a row into sight and gives its first link the focus. */
  readonly focusRow: (index: number) => void;
  /** Index of the row that has the focus, or -1: it stays in the page wherever one scrolls. */
  readonly setFocused: (index: number) => void;
}

const OVERSCAN = 8;
/** What the server paints, which has no window to measure. */
const SERVER_WINDOW = { width: 1280, height: 900 };

/** The rows in sight, and a few around them, of a list of any length. */
export function useVirtualRows({ keys, rowHeight, scroller }: VirtualRowsOptions): VirtualRows {
  const focused = useRef(-1);
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    overscan: OVERSCAN,
    initialRect: SERVER_WINDOW,
    rangeExtractor: (range) => withFocused(withRowsAbove(range, scroller.current, rowHeight), focused.current),
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new estimate makes what was measured by the old one worthless.
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const focusRow = useCallback(
    (index: number) => {
      focused.current = index;
      const focusLink = () => {
        const row = scroller.current?.querySelector(`[data-index="${index}"]`);
        // The browser's own: it knows what lies above the rows and, by their scroll margin, what sticks over them.
        row?.scrollIntoView({ block: 'nearest' });
        row?.querySelector('a')?.focus({ preventScroll: true });
        return row != null;
      };
      if (focusLink()) return;
      virtualizer.scrollToIndex(index, { align: 'center' });
      // The row is in the page only after the scroll.
      requestAnimationFrame(focusLink);
    },
    [virtualizer, scroller],
  );

  return {
    items: virtualizer.getVirtualItems(),
    total: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    focusRow,
    setFocused: useCallback((index: number) => {
      focused.current = index;
    }, []),
  };
}

/** What stands above the rows scrolls with them: as many more rows are in sight before the first as have its height. */
function withRowsAbove(range: Range, scroller: HTMLElement | null, rowHeight: number): Range {
  const body = scroller?.querySelector('tbody');
  if (!scroller || !body) return range;
  const above = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  return { ...range, startIndex: Math.max(0, range.startIndex - Math.ceil(above / rowHeight)) };
}

function withFocused(range: Range, focused: number): number[] {
  const indexes = defaultRangeExtractor(range);
  const first = indexes[0] ?? 0;
  if (focused < 0 || focused >= range.count || indexes.includes(focused)) return indexes;
  return focused < first ? [focused, ...indexes] : [...indexes, focused];
}
