'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Setup } from '@/lib/view/simulation-setup';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';
import { withKept } from './kept-recordings';

/** Browsers refuse more than some hundred changes of the address a minute; a slider makes as many in seconds. */
const WRITTEN_AFTER_MS = 250;

export interface SetupState {
  readonly setup: Setup;
  /** Something else than the fleet of a preset makes it no preset any more. */
  readonly change: (change: Partial<Setup>) => void;
  readonly replace: (setup: Setup) => void;
  /** Brings the address up to date at once; gives it. */
  readonly write: () => string;
}

/** The setup as the address has it; the address follows what is changed here. */
export function useSetup(): SetupState {
  const params = useSearchParams();
  const [setup, setSetup] = useState(() => setupFrom(new URLSearchParams(params)));
  const latest = useRef(setup);
  const isOurs = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    const query = setupQuery(latest.current);
    if (window.location.search !== query) {
      isOurs.current = new URLSearchParams(query).toString();
      window.history.replaceState(null, '', `${window.location.pathname}${query}`);
    }
    return window.location.href;
  }, []);

  useEffect(() => {
    // A link, or back: the address leads. What was written here comes back here.
    if (isOurs.current === null || params.toString() !== isOurs.current) {
      const told = setupFrom(new URLSearchParams(params));
      if (setupQuery(told) !== setupQuery(latest.current)) {
        latest.current = told;
        setSetup(told);
      }
    }
  }, [params]);
  useEffect(() => {
    const whole = withKept(setup);
    if (whole === setup) return;
    latest.current = whole;
    setSetup(whole);
  }, [setup]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const replace = useCallback(
    (next: Setup) => {
      latest.current = next;
      setSetup(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(write, WRITTEN_AFTER_MS);
    },
    [write],
  );
  const change = useCallback(
    (part: Partial<Setup>) => replace({ ...latest.current, ...part, preset: part.preset ?? null }),
    [replace],
  );

  return { setup, change, replace, write };
}
