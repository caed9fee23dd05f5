'use client';

import { useQuery } from '@tanstack/react-query';
import type { OwnAccount } from '@/lib/domain/identity';
import { fetchJson } from '../shell/fetch-json';

export interface OwnCredentials {
  /** Ids of the registries that one's own token is kept for; null until the server has said it. */
  readonly held: readonly string[] | null;
  readonly trouble: Error | null;
  again(): Promise<void>;
}

/** For which registries the server keeps one's own token. It says which, and never the token. */
export function useOwnCredentials(): OwnCredentials {
  const { data, error, refetch } = useQuery({
    queryKey: ['own-credentials'],
    queryFn: ({ signal }) => fetchJson<OwnAccount>('/api/v1/me', signal),
    // Another tab may have changed it.
    staleTime: 0,
  });
  return { held: data?.credentials ?? null, trouble: error, again: async () => void (await refetch()) };
}
