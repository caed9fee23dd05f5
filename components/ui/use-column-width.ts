'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** How much room a table has: the widths at which the style sheets drop columns and make rows blocks. */
export type ColumnWidth = 'wide' | 'medium' | 'small' | 'narrow';

/** Whether rows are blocks here. False on the server. */
export function useIsNarrow(): boolean {
  return useMedia('(max-width: 760px)');
}

/** `wide` on the server. */
export function useColumnWidth(): ColumnWidth {
  const isNarrow = useIsNarrow();
  const isSmall = useMedia('(max-width: 1020px)');
  const isMedium = useMedia('(max-width: 1280px)');
  return isNarrow ? 'narrow' : isSmall ? 'small' : isMedium ? 'medium' : 'wide';
}

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
