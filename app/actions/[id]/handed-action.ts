import { cache } from 'react';
import type { HandedChangeList } from '@/components/instances/use-change-list';
import { getAction } from '@/lib/api/actions';
import { firstChanges } from '@/lib/api/changes';
import type { Action } from '@/lib/domain/action';

const LISTED = 100;

/** An action and the changes it caused, as far as they are held; null where there is none. */
export const handedAction = cache(async (id: string): Promise<{ action: Action; changes: HandedChangeList } | null> => {
  const action = await getAction(id);
  if (!action) return null;
  const { items, total } = await firstChanges({ action: id, limit: LISTED });
  return { action, changes: { items, total } };
});
