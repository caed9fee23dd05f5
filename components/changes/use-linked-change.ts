'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Change } from '@/lib/domain/change';
import type { ChangeRow } from '@/lib/view/change-rows';
import { AnswerError, fetchJson } from '../shell/fetch-json';

export interface LinkedChangeState {
  readonly id: string | null;
  /** The key of its row, where the list has it. */
  readonly rowKey: string | null;
  /** Asked for, where the list does not have it. */
  readonly change: Change | null;
  readonly isUnknown: boolean;
  readonly error: Error | null;
}

type SetOpen = (next: (before: ReadonlySet<string>) => ReadonlySet<string>) => void;

/** The change that the address names: its row opens, with the group it is in; elsewhere than in the list it is asked for. */
export function useLinkedChange(id: string | null, rows: readonly ChangeRow[], setOpen: SetOpen): LinkedChangeState {
  const row = id === null ? undefined : rows.find((candidate) => isOf(candidate, id));
  const isListed = row !== undefined;
  const groupKey = row?.kind === 'group' ? row.key : null;
  const reached = useRef<string | null>(null);
  useEffect(() => {
    // Once: who closes it again means it.
    if (id === null || !isListed || reached.current === id) return;
    if (groupKey === null) reached.current = id;
    setOpen((before) => new Set([...before, id, ...(groupKey === null ? [] : [groupKey])]));
  }, [id, isListed, groupKey, setOpen]);
  const { data, error } = useQuery({
    queryKey: ['change', id],
    queryFn: ({ signal }) => fetchJson<Change>(`/api/v1/changes/${encodeURIComponent(id ?? '')}`, signal),
    enabled: id !== null && !isListed,
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, failure) => count < 1 && !isUnknown(failure),
  });
  return {
    id,
    rowKey: row?.kind === 'change' ? row.key : null,
    change: isListed ? null : (data ?? null),
    isUnknown: !isListed && isUnknown(error),
    error: isListed || isUnknown(error) ? null : error,
  };
}

function isOf(row: ChangeRow, id: string): boolean {
  if (row.kind === 'change') return row.change.id === id;
  // An open group is followed by its members' own rows.
  return row.kind === 'group' && !row.isOpen && row.group.changes.some((change) => change.id === id);
}

function isUnknown(error: Error | null): boolean {
  return error instanceof AnswerError && (error.status === 404 || error.status === 400);
}
