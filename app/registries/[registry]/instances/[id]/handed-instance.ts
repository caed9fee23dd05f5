import { cache } from 'react';
import { isStanding } from '@/components/actions/is-standing';
import type { HandedGoneInstance } from '@/components/instances/gone-instance';
import type { HandedInstance } from '@/components/instances/instance-page';
import { listActions } from '@/lib/api/actions';
import { factSheet } from '@/lib/api/formats';
import { feedCursor, getInstance, listChanges } from '@/lib/api/reads';
import type { Action } from '@/lib/domain/action';
import { isKnownRegistry } from '../../../../shell-facts';

const FIRST_CHANGES = 100;

/** Drains of one instance looked through for the one that stands. */
const DRAINS = 20;

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
  if (instance) {
    const standing = instance.rotation === 'out' ? await standingDrain(registry, id) : null;
    return { instance, sheet: factSheet(registry, instance.format), cursor, changes, standing };
  }
  return total > 0 ? { registry, id, changes } : null;
});

async function standingDrain(registry: string, instance: string): Promise<Action | null> {
  const { items } = await listActions({ registry, instance, kind: 'drain', limit: DRAINS });
  return items.find((action) => isStanding(action, { registry, id: instance })) ?? null;
}
