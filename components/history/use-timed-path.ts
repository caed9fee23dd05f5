'use client';

import { useCallback } from 'react';
import { DEFAULT_RANGE } from './ranges';
import { useAddressTime } from './use-address-time';

/** Adds the time one looks at to the address of a page that shows it too. */
export function useTimedPath(): (path: string) => string {
  const { moment, range } = useAddressTime();
  return useCallback(
    (path) => {
      const query = new URLSearchParams({
        ...(moment !== null && { at: moment }),
        ...(range !== DEFAULT_RANGE && { range }),
      }).toString();
      return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
    },
    [moment, range],
  );
}
