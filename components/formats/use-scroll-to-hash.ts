'use client';

import { useEffect } from 'react';

/** Goes to what the address names and opens it: the sheet scrolls, not the document, and a closed part has no height. */
export function useScrollToHash(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return;
    function go(): void {
      const named = document.getElementById(decodeHash(window.location.hash));
      if (named instanceof HTMLDetailsElement) named.open = true;
      named?.scrollIntoView();
    }
    go();
    window.addEventListener('hashchange', go);
    return () => window.removeEventListener('hashchange', go);
  }, [isReady]);
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
