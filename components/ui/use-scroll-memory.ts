'use client';

import { type RefObject, useEffect, useLayoutEffect } from 'react';

const places = new Map<string, number>();
let returnedTo: string | null = null;

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () => {
    returnedTo = window.location.href;
  });
}

// On the server there is nothing to lay out, and React says so.
const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** Keeps where an element was scrolled to, by address, and goes there again on Back: the browser knows the window only. */
export function useScrollMemory(scroller: RefObject<HTMLElement | null>): void {
  useBeforePaint(() => {
    const element = scroller.current;
    if (!element) return;
    if (returnedTo === window.location.href) element.scrollTop = places.get(returnedTo) ?? 0;
    returnedTo = null;
    const keep = () => places.set(window.location.href, element.scrollTop);
    element.addEventListener('scroll', keep, { passive: true });
    return () => element.removeEventListener('scroll', keep);
  }, [scroller]);
}
