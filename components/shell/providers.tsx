'use client';

import { onlineManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { browserSurroundings } from '@/lib/view/browser-surroundings';
import { createLiveCatalog } from '@/lib/view/live-catalog';
import { useIsSignedOut } from '../access/use-session';
import { LiveCatalogContext } from './use-catalog';

/** What every page stands on: the tab's live catalog and the cache of what is fetched. */
export function Providers({ children }: { readonly children: ReactNode }) {
  const [catalog] = useState(() => createLiveCatalog(browserSurroundings));
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 5_000, retry: 1 } } }));
  const isSignedOut = useIsSignedOut();
  useEffect(() => (isSignedOut ? undefined : catalog.open()), [catalog, isSignedOut]);
  // Without a session every question is refused: none is asked.
  useEffect(() => onlineManager.setOnline(!isSignedOut), [isSignedOut]);
  return (
    <QueryClientProvider client={queries}>
      <LiveCatalogContext value={catalog}>{children}</LiveCatalogContext>
    </QueryClientProvider>
  );
}
