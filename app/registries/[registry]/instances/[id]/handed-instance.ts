import { cache } from 'react';
import { isStanding } from '@/components/actions/is-standing';
import type { HandedGoneInstance } from '@/components/instances/gone-instance';
import type { HandedInstance } from '@/components/instances/instance-page';
import { listActions } from '@/lib/api/actions';
import { firstChanges } from '@/lib/api/changes';
import { listDeparted } from '@/lib/api/departed';
import { factSheet } from '@/lib/api/formats';
import { feedCursor, getInstance } from '@/lib/api/reads';
import type { Action } from '@/lib/domain/action';
import type { DepartedInstance } from '@/lib/domain/history';
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
  const { items, total } = await firstChanges({ registry, instance: id, limit: FIRST_CHANGES });
  const changes = { items, total };
  if (instance) {
    const standing = instance.rotation === 'out' ? await standingDrain(registry, id) : null;
    return { instance, departed: null, sheet: factSheet(registry, instance.format), cursor, changes, standing };
  }
  const departed = await departedInstance(registry, { id, service: items[0]?.service ?? null });
  if (departed) {
    const last = { ...departed.instance, raw: null, native: {} };
    return { instance: last, departed, sheet: factSheet(registry, last.format), cursor, changes, standing: null };
  }
  return total > 0 ? { registry, id, changes } : null;
});

/** One that left lately, as it was last seen; null without a database, too. */
async function departedInstance(
  registry: string,
  { id, service }: { readonly id: string; readonly service: string | null },
): Promise<DepartedInstance | null> {
  if (service === null) return null;
  const departed = await listDeparted(registry, service).catch(() => []);
  return departed.find(({ instance }) => instance.id === id) ?? null;
}

async function standingDrain(registry: string, instance: string): Promise<Action | null> {
  const { items } = await listActions({ registry, instance, kind: 'drain', limit: DRAINS });
  return items.find((action) => isStanding(action, { registry, id: instance })) ?? null;
}
