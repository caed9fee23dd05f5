'use client';

import { useEffect } from 'react';

/**
 * Goes to what the address names and opens it: the sheet scrolls, not the document, and a closed part has no height.
 * Clicks are heard too: a link of the router, or one to where the address already is, changes no hash.
 */
export function useScrollToHash(isReady: boolean): void {
  useEffect(() => {
    if (!isReady) return;
    const onHash = () => goTo(window.location.hash);
    function onClick({ target }: MouseEvent): void {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link && link.hash !== '' && link.pathname === window.location.pathname) goTo(link.hash);
    }
    onHash();
    window.addEventListener('hashchange', onHash);
    window.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('hashchange', onHash);
      window.removeEventListener('click', onClick);
    };
  }, [isReady]);
}

function goTo(hash: string): void {
  const named = document.getElementById(decodeHash(hash));
  const fold = named instanceof HTMLDetailsElement ? named : named?.querySelector('details');
  if (fold) fold.open = true;
  named?.scrollIntoView();
}

function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
