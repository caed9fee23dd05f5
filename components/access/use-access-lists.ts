'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ApiToken } from '@/lib/domain/api-token';
import type { User } from '@/lib/domain/user';
import { fetchJson } from '../shell/fetch-json';

export interface List<Item> {
  readonly items: readonly Item[];
  /** Why the list may be old. */
  readonly trouble: Error | null;
  /** Asks for it again, after a change. */
  readonly again: () => Promise<void>;
}

export function useUsers(handed: readonly User[]): List<User> {
  return useList('/api/v1/users', handed);
}

export function useTokens(handed: readonly ApiToken[]): List<ApiToken> {
  return useList('/api/v1/tokens', handed);
}

function useList<Item>(address: string, handed: readonly Item[]): List<Item> {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: [address],
    queryFn: ({ signal }) => fetchJson<{ items: readonly Item[] }>(address, signal),
    initialData: { items: handed },
  });
  const again = useCallback(() => queries.invalidateQueries({ queryKey: [address] }), [queries, address]);
  return { items: data.items, trouble: error, again };
}
