'use client';

import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 760px)';

/** Whether rows are blocks here: the same width as in the style sheets. False on the server. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}
