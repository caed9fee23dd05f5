'use client';

import { useCatalog } from './use-catalog';

/** Since when (ISO 8601) Rollcall itself has not answered, null while it does. Until it does again no link is known. */
export function useLostSince(): string | null {
  return useCatalog(({ status }) =>
    status.state === 'reconnecting' || status.state === 'ended' ? status.since : null,
  );
}
