'use client';

import { useSyncExternalStore } from 'react';
import { isSignedOut, sessionWatch } from './session-watch';

/** Whether the session of this page has ended: nothing is answered until one signs in again. */
export function useIsSignedOut(): boolean {
  return isSignedOut(useSyncExternalStore(sessionWatch.subscribe, sessionWatch.getState, () => null));
}
