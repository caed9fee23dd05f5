import { cache } from 'react';
import type { HandedGoneInstance } from '@/components/instances/gone-instance';
import type { HandedInstance } from '@/components/instances/instance-page';
import { factSheet } from '@/lib/api/formats';
import { feedCursor, getInstance, listChanges } from '@/lib/api/reads';
import { isKnownRegistry } from '../../../../shell-facts';

const FIRST_CHANGES = 100;

type Handed = HandedInstance | HandedGoneInstance;

/**
 * An instance, or what its changes tell of one that has gone; null when none of that id was ever seen. The registry is
 * asked once for a page and its title.
 */
export const handedInstance = cache(async (registry: string, id: string): Promise<Handed | null> => {
  if (!isKnownRegistry(registry)) return null;
  // Before the registry is asked: what happens meanwhile comes by the stream.
  const cursor = feedCursor();
  const instance = await getInstance(registry, id);
  const { items, total } = listChanges({ registry, instance: id, limit: FIRST_CHANGES });
  const changes = { items, total };
  if (instance) return { instance, sheet: factSheet(registry, instance.format), cursor, changes };
  return total > 0 ? { registry, id, changes } : null;
});
