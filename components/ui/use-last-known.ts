'use client';

import { useState } from 'react';

/** Items as they were when this order of keys was taken: what a row shows whose item has gone since. */
export function useLastKnown<T>(items: ReadonlyMap<string, T>, keys: readonly string[]): ReadonlyMap<string, T> {
  const [known, setKnown] = useState({ keys, items });
  if (known.keys !== keys) setKnown({ keys, items });
  return known.items;
}
