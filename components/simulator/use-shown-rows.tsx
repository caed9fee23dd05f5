'use client';

import { type ReactNode, useState } from 'react';

const FIRST = 24;

/** How many of many rows are shown, and the button for all of them. */
export function useShownRows(total: number): { readonly count: number; readonly more: ReactNode } {
  const [isAll, setAll] = useState(false);
  if (total <= FIRST) return { count: total, more: null };
  return {
    count: isAll ? total : FIRST,
    more: (
      <button type="button" className="btn bare small rows-more" onClick={() => setAll(!isAll)}>
        {isAll ? `First ${FIRST}` : `All ${total}`}
      </button>
    ),
  };
}
