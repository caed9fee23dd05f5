import { cache } from 'react';
import type { HandedChangeList } from '@/components/instances/use-change-list';
import { getAction } from '@/lib/api/actions';
import { listChanges } from '@/lib/api/reads';
import type { Action } from '@/lib/domain/action';

const HELD = 1_000;

/** An action and the changes it caused, as far as they are held; null where there is none. */
export const handedAction = cache(async (id: string): Promise<{ action: Action; changes: HandedChangeList } | null> => {
  const action = await getAction(id);
  if (!action) return null;
  const items = listChanges({ origin: 'rollcall', limit: HELD }).items.filter((change) => change.action === id);
  return { action, changes: { items, total: items.length } };
});
