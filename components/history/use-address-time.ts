'use client';

import { usePathname } from 'next/navigation';
import { useMemo } from 'react';
import { useUrlState } from '../ui/use-url-state';
import { useKeptRanges } from './kept-days';
import { momentOf } from './moment';
import { DEFAULT_RANGE, type Range } from './ranges';

export interface AddressTime {
  /** The moment the page is to show, ISO 8601; null for now. */
  readonly moment: string | null;
  readonly range: Range;
  readonly travel: (moment: string | null) => void;
  readonly setRange: (range: Range) => void;
}

/** Which time a page shows, as its address says it: `at`, and `range` before it. */
export function useAddressTime(): AddressTime {
  const url = useUrlState();
  const path = usePathname();
  const ranges = useKeptRanges();
  return useMemo(
    () => ({
      moment: isTravelled(path) ? momentOf(url.get('at'), Date.now()) : null,
      range: url.oneOf('range', ranges) ?? DEFAULT_RANGE,
      travel: (at) => url.set({ at }),
      setRange: (range) => url.set({ range: range === DEFAULT_RANGE ? null : range }),
    }),
    [url, path, ranges],
  );
}

/** Whether the page at this path can show the past. */
function isTravelled(path: string): boolean {
  return path === '/services' || path.startsWith('/registries/');
}
