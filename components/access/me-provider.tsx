'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Me } from '@/lib/domain/identity';

const NOBODY: Me = { mode: 'read-only', identity: null };

const MeContext = createContext<Me>(NOBODY);

/** Tells every page who acts in this browser. */
export function MeProvider({ me, children }: { me: Me; children: ReactNode }): ReactNode {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who acts in this browser. What it may not do stays disabled; the server decides by itself. */
export function useMe(): Me {
  return useContext(MeContext);
}
