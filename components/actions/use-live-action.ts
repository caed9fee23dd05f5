'use client';

import type { Action } from '@/lib/domain/action';
import { useCatalog } from '../shell/use-catalog';

/** An action as the stream knows it; as it was handed over while the stream has not told of it. */
export function useLiveAction(handed: Action): Action {
  return useCatalog((state) => state.actions?.find(({ id }) => id === handed.id)) ?? handed;
}
