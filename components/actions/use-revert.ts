'use client';

import { useMutation } from '@tanstack/react-query';
import type { Action } from '@/lib/domain/action';
import { postJson } from '../shell/fetch-json';

/** Takes an action back. */
export function useRevert(onReverted?: (action: Action) => void) {
  return useMutation({
    mutationFn: (id: string) => postJson<Action>(`/api/v1/actions/${encodeURIComponent(id)}/revert`, {}),
    onSuccess: (action) => onReverted?.(action),
  });
}
