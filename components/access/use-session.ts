'use client';

import { useSyncExternalStore } from 'react';
import { isSignedOut, sessionWatch } from './session-watch';

/** Whether the session of this page has ended: nothing is answered until one signs in again. */
export function useIsSignedOut(): boolean {
  return isSignedOut(useSyncExternalStore(sessionWatch.subscribe, sessionWatch.getState, () => null));
}

/** Why nothing can be done on this page, for the controls that are disabled; null while the session stands. */
export function useSignedOutWords(): string | null {
  return useIsSignedOut() ? 'You were signed out.' : null;
}
