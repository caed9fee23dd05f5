'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Change } from '@/lib/domain/change';
import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import { completeUntil, hasHole } from '@/lib/view/change-hole';
import { type GatheredChanges, gatherChanges } from '@/lib/view/gather-changes';
import { mergeChanges } from '@/lib/view/merge-changes';
import { fetchJson } from '../shell/fetch-json';
import { useCatalog, useLiveCatalog } from '../shell/use-catalog';

/** A page of changes as the API gives it. */
export interface ChangesPage {
  readonly items: readonly Change[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** What the server painted, for the question it was asked. */
export interface HandedChanges {
  readonly page: ChangesPage;
  /** As {@link JournalQuestion}. */
  readonly key: string;
  readonly filter: ChangeFilter;
}

export interface JournalQuestion {
  readonly filter: ChangeFilter;
  /** The same for the same question, also where its times move on with the clock. */
  readonly key: string;
}

export interface Journal {
  /** Newest first, also such as the filter does not want: those that are live. */
  readonly changes: readonly Change[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

interface FetchedPage extends ChangesPage {
  readonly until: string | null;
}

const PAGE_SIZE = '200';
/** What was streamed so long ago is committed, in milliseconds. */
const SETTLED_MS = 1_000;
const NOTHING: GatheredChanges = { changes: [], since: null };

/**
 * What is live and, below it, the pages of the journal, narrowed by the server, as one list without doubles and holes.
 * What was streamed a moment ago need not be committed yet; where the stream could not go on, the pages are read again.
 */
export function useJournal({ filter, key }: JournalQuestion, handed: HandedChanges): Journal {
  const catalog = useLiveCatalog();
  const live = useCatalog((state) => state.changes);
  const isPaused = useCatalog((state) => state.paused !== null);
  const gathered = useGathered(live);
  const settled = useRef<string | null>(null);
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['changes', key],
    queryFn: async ({ pageParam, signal }): Promise<FetchedPage> => {
      const reached = settled.current;
      const params = { ...changeFilterParams(filter), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) };
      const page = await fetchJson<ChangesPage>(`/api/v1/changes?${new URLSearchParams(params)}`, signal);
      return { ...page, until: completeUntil(page.items, reached) };
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    ...(key === handed.key && {
      initialData: { pages: [{ ...handed.page, until: completeUntil(handed.page.items, null) }], pageParams: [''] },
    }),
  });

  const first = data?.pages[0];
  const isBehind = first !== undefined && hasHole(gathered.since, first.until);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched anew may be behind again.
  useEffect(() => {
    if (!isBehind) return;
    const seen = catalog.getState().changes[0]?.at ?? null;
    const timer = setTimeout(() => {
      settled.current = seen;
      void refetch();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [isBehind, first, refetch, catalog]);

  const changes = useMemo(() => {
    const older = data?.pages.flatMap(({ items }) => items) ?? [];
    const newest = isPaused ? live[0]?.at : undefined;
    // The picture stands still: what has come since is not in it, whoever tells it.
    const shown = newest === undefined ? older : older.filter(({ at }) => at <= newest);
    return mergeChanges(gathered.changes, shown);
  }, [data, gathered, isPaused, live]);
  return {
    changes,
    hasMore: hasNextPage,
    isLoading: isFetching,
    error,
    loadMore: () => void (hasNextPage && !isFetching && fetchNextPage()),
    retry: () => void refetch(),
  };
}

function useGathered(live: readonly Change[]): GatheredChanges {
  const [state, setState] = useState({ live: NOTHING.changes, gathered: NOTHING });
  if (state.live === live) return state.gathered;
  const gathered = gatherChanges(state.gathered, live);
  setState({ live, gathered });
  return gathered;
}
