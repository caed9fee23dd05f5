'use client';

import type { Action } from '@/lib/domain/action';
import { postJson } from '../shell/fetch-json';
import { useSingleMutation } from '../shell/use-single-mutation';

/** Takes an action back. */
export function useRevert(onReverted?: (action: Action) => void) {
  return useSingleMutation({
    mutationFn: (id: string) => postJson<Action>(`/api/v1/actions/${encodeURIComponent(id)}/revert`, {}),
    onSuccess: (action) => onReverted?.(action),
  });
}
