'use client';

import { type RefObject, useEffect, useState } from 'react';
import { useColumnWidth } from '../ui/use-column-width';

interface BarWidths {
  /** In pixels where rows are rows: of 48 parts each as wide as the others. */
  readonly wide: number;
  readonly small: number;
  /** What lies beside a bar where rows are blocks, in pixels. */
  readonly beside: number;
}

/** The width of the bars of a table, in pixels: one for all, known before the first is drawn but where rows are blocks. */
export function useBarWidth(scroller: RefObject<HTMLElement | null>, { wide, small, beside }: BarWidths): number {
  const column = useColumnWidth();
  const isNarrow = column === 'narrow';
  const [room, setRoom] = useState(0);
  useEffect(() => {
    if (!isNarrow || !scroller.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(Math.floor(entry.target.clientWidth)));
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [isNarrow, scroller]);
  if (isNarrow) return Math.max(0, room - beside);
  return column === 'wide' ? wide : small;
}
