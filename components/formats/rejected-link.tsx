'use client';

import type { ReactNode } from 'react';
import { REJECTED_PARAM, rejectedAnchor } from '../registries/rejected-param';
import { useUrlState } from '../ui/use-url-state';

/** Leads to the rejected keys of a registry, on this page, and shows all of them. */
export function RejectedLink({ registry, children }: { registry: string; children: ReactNode }): ReactNode {
  const url = useUrlState();
  return (
    <a
      className="link"
      href={`#${encodeURIComponent(rejectedAnchor(registry))}`}
      onClick={() => url.set({ [REJECTED_PARAM]: registry }, 'typing')}
    >
      {children}
    </a>
  );
}
