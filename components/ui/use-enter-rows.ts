'use client';

import { type RefObject, useEffect } from 'react';

/** The arrow down leads into a list that is at its top, as long as nothing else on the page has the focus. */
export function useEnterRows(scroller: RefObject<HTMLElement | null>, enter: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'ArrowDown' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const isFree = event.target === document.body || event.target === document.getElementById('main');
      if (event.defaultPrevented || !isFree || scroller.current?.scrollTop !== 0) return;
      event.preventDefault();
      enter();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [scroller, enter]);
}
