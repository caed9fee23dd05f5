'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useLostSince } from '../shell/use-lost-since';
import { Icon } from '../ui/icon';
import { useMe } from './me-provider';
import { isSignedOut, sessionWatch } from './session-watch';

const AGAIN_MS = 5_000;

/** Says that the session has ended, and leaves the page as it is. Whoever signs in in another tab goes on here too. */
export function SessionGuard(): ReactNode {
  const router = useRouter();
  const told = useSyncExternalStore(sessionWatch.subscribe, sessionWatch.getState, () => null);
  const { identity } = useMe();
  const isOver = isSignedOut(told);
  const isLost = useLostSince() !== null;
  const isOther = told !== null && !isOver && JSON.stringify(told.identity) !== JSON.stringify(identity);

  // The stream cannot say why it was refused.
  useEffect(() => {
    if (!isLost || isOver) return;
    sessionWatch.doubt();
    const timer = setInterval(sessionWatch.doubt, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isLost, isOver]);

  useEffect(() => {
    if (!isOver) return;
    window.addEventListener('focus', sessionWatch.doubt);
    return () => window.removeEventListener('focus', sessionWatch.doubt);
  }, [isOver]);

  useEffect(() => {
    if (isOther) router.refresh();
  }, [isOther, router]);

  if (!isOver) return null;
  return (
    <div className="banner warning signed-out" role="alert">
      <Icon name="user" small />
      <span>
        <b>You were signed out.</b> What you see is as of then.
      </span>
      <button type="button" className="btn small" onClick={signInAgain}>
        Sign in again
      </button>
    </div>
  );
}

function signInAgain(): void {
  const { pathname, search, hash } = window.location;
  window.location.assign(`/login?${new URLSearchParams({ next: pathname + search + hash })}`);
}
