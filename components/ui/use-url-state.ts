'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';

export type UrlChange = Readonly<Record<string, string | null>>;

export interface UrlState {
  /** A parameter as it stands in the address; null when absent or empty. */
  readonly get: (name: string) => string | null;
  /** One of the allowed values; anything else counts as absent. */
  readonly oneOf: <T extends string>(name: string, allowed: readonly T[]) => T | null;
  /** Sets and (with null) removes parameters. `typing` replaces the entry in the history instead of adding one. */
  readonly set: (change: UrlChange, how?: 'typing') => void;
}

/** Filters, sort and tab live in the address: back works and a pasted link shows the same. */
export function useUrlState(): UrlState {
  const params = useSearchParams();

  return useMemo(
    () => ({
      get: (name) => params.get(name) || null,
      oneOf: (name, allowed) => allowed.find((value) => value === params.get(name)) ?? null,
      set: changeAddress,
    }),
    [params],
  );
}

function changeAddress(change: UrlChange, how?: 'typing'): void {
  // From the address itself: two changes in a row must not undo each other.
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  const address = `${window.location.pathname}${query === '' ? '' : `?${query}`}`;
  if (how === 'typing') window.history.replaceState(null, '', address);
  else window.history.pushState(null, '', address);
}
