'use client';

import type { Me } from '@/lib/domain/identity';
import { useMe } from './me-provider';
import { useIsSignedOut } from './use-session';

/** Who acts in this browser now: nobody once the session has ended, also on a page painted before. */
export function useActingMe(): Me {
  const me = useMe();
  return useIsSignedOut() ? { ...me, identity: null } : me;
}
