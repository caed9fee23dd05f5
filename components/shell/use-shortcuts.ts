'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { narrowedPath } from '../ui/paths';

/** Where `g` and a second key lead. */
export const PLACES_BY_KEY: Readonly<Record<string, { readonly href: string; readonly label: string }>> = {
  o: { href: '/', label: 'Overview' },
  s: { href: '/services', label: 'Services' },
  c: { href: '/changes', label: 'Changes' },
  m: { href: '/simulator', label: 'Simulator' },
  r: { href: '/registries', label: 'Registries' },
  a: { href: '/actions', label: 'Actions' },
  n: { href: '/notifications', label: 'Notifications' },
};

const SECOND_KEY_MS = 1_500;

interface Shortcuts {
  readonly onHelp: () => void;
  readonly onPause: () => void;
}

/** Keys that work everywhere but where one types, and never together with Ctrl, Alt or Meta. */
export function useShortcuts({ onHelp, onPause }: Shortcuts): void {
  const router = useRouter();
  const leaderAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const isSecond = event.timeStamp - leaderAt.current < SECOND_KEY_MS;
      leaderAt.current = event.key === 'g' && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const place = isSecond ? PLACES_BY_KEY[event.key] : undefined;
      if (place) router.push(narrowedPath(place.href, new URLSearchParams(window.location.search).get('registry')));
      else if (event.key === '?') onHelp();
      else if (event.key === 'p') onPause();
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [router, onHelp, onPause]);
}

/** In a dialog keys belong to the dialog. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}
