'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks the server for the page again once `isDue` holds. */
export function useRouterRefresh(isDue: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (isDue) router.refresh();
  }, [isDue, router]);
}
