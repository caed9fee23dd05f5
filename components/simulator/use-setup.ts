'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Setup } from '@/lib/view/simulation-setup';
import { unreadParts } from '@/lib/view/simulation-unread';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';
import { withKept } from './kept-recordings';

/** Browsers refuse more than some hundred changes of the address a minute; a slider makes as many in seconds. */
const WRITTEN_AFTER_MS = 250;
const NONE: readonly string[] = [];

export interface SetupState {
  readonly setup: Setup;
  /** Something else than the fleet of a preset makes it no preset any more. */
  readonly change: (change: Partial<Setup>) => void;
  readonly replace: (setup: Setup) => void;
  /** The same of what the address led to: what of it was not understood is still said. */
  readonly take: (setup: Setup) => void;
  /** Brings the address up to date at once; gives it. */
  readonly write: () => string;
  /** The same, and what changes from now on is another step of the way back. */
  readonly settle: () => void;
  /** How often the address was another than what was set here: a link, or the way back. */
  readonly arrivals: number;
  /** What of the address was not understood, by name; until something is changed. */
  readonly unread: readonly string[];
}

/** The setup as the address has it; the address follows what is changed here. */
export function useSetup(): SetupState {
  const params = useSearchParams();
  const [setup, setSetup] = useState(() => setupFrom(new URLSearchParams(params)));
  const latest = useRef(setup);
  const isOurs = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // Without a fleet the address is that of the list of lessons, to which one may want to return.
  const isSettled = useRef(setup.fleet.length === 0 && setup.origin === null);
  const [arrivals, setArrivals] = useState(0);
  const [unread, setUnread] = useState(() => unreadParts(new URLSearchParams(params)));

  const write = useCallback(() => {
    clearTimeout(timer.current);
    const query = setupQuery(latest.current);
    if (window.location.search !== query) {
      isOurs.current = new URLSearchParams(query).toString();
      const address = `${window.location.pathname}${query}`;
      if (isSettled.current) window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
      isSettled.current = false;
    }
    return window.location.href;
  }, []);
  const settle = useCallback(() => {
    write();
    isSettled.current = true;
  }, [write]);

  useEffect(() => {
    // A link, or back: the address leads. What was written here comes back here.
    if (params.toString() === isOurs.current) return;
    isOurs.current = params.toString();
    const told = setupFrom(new URLSearchParams(params));
    if (setupQuery(told) === setupQuery(latest.current)) return;
    clearTimeout(timer.current);
    latest.current = told;
    isSettled.current = true;
    setSetup(told);
    setUnread(unreadParts(new URLSearchParams(params)));
    setArrivals((count) => count + 1);
  }, [params]);
  useEffect(() => {
    const whole = withKept(setup);
    if (whole === setup) return;
    latest.current = whole;
    setSetup(whole);
  }, [setup]);
  useEffect(() => {
    // Another address written while somebody is on the way to a page would call them back.
    const leaving = ({ target }: Event) => {
      if (target instanceof Element && target.closest('a[href]')) write();
    };
    document.addEventListener('click', leaving, { capture: true });
    return () => {
      document.removeEventListener('click', leaving, { capture: true });
      clearTimeout(timer.current);
    };
  }, [write]);

  const take = useCallback(
    (next: Setup) => {
      latest.current = next;
      setSetup(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(write, WRITTEN_AFTER_MS);
    },
    [write],
  );
  const replace = useCallback(
    (next: Setup) => {
      setUnread(NONE);
      take(next);
    },
    [take],
  );
  const change = useCallback(
    (part: Partial<Setup>) => replace({ ...latest.current, ...part, preset: part.preset ?? null }),
    [replace],
  );

  return { setup, change, replace, take, write, settle, arrivals, unread };
}
