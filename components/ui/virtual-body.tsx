import type { VirtualItem } from '@tanstack/react-virtual';
import { Fragment, type ReactNode } from 'react';

interface SpacedProps {
  readonly items: readonly VirtualItem[];
  /** Height of all rows, in pixels. */
  readonly total: number;
  readonly spacer: (height: number) => ReactNode;
  readonly row: (item: VirtualItem) => ReactNode;
}

/** Rows of a virtual list in the flow of a real table; what is not in the page leaves its height behind. */
export function spacedRows({ items, total, spacer, row }: SpacedProps): ReactNode {
  let end = 0;
  const rows = items.map((item) => {
    const gap = item.start - end;
    end = item.end;
    return (
      <Fragment key={item.key}>
        {gap > 0 && spacer(gap)}
        {row(item)}
      </Fragment>
    );
  });
  return (
    <>
      {rows}
      {total > end && spacer(total - end)}
    </>
  );
}

/** A row of nothing but height. One cell: a span over columns that are hidden here would bring them back. */
export function SpacerRow({ height }: { height: number }): ReactNode {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without content takes no focus.
    <tr className="spacer" aria-hidden="true">
      <td style={{ height }} />
    </tr>
  );
}
