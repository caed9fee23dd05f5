import { isoTime } from '../domain/clock';
import type { Instance } from '../domain/instance';
import { type Holding, standingDrains } from './holdings';
import type { PlanDeps } from './planned-target';

/** The drain that stands on each of some instances, by {@link placeOf}; of several the newest. */
export async function standingOn(
  instances: readonly Instance[],
  { storage }: Pick<PlanDeps, 'storage'>,
): Promise<ReadonlyMap<string, Holding>> {
  const places = instances.map(({ registry, id }) => ({ registry, instance: id }));
  const standing = new Map<string, Holding>();
  for (const holding of await standingDrains(storage.db, places)) {
    const place = placeOf({ registry: holding.step.registry, id: holding.step.instance });
    if (!standing.has(place)) standing.set(place, holding);
  }
  return standing;
}

export function placeOf({ registry, id }: Pick<Instance, 'registry' | 'id'>): string {
  return JSON.stringify([registry, id]);
}

/** What an operator should know who drains what is drained already; null where no timer runs. */
export function timerWords({ action, actor, dueAt }: Holding): string | null {
  if (dueAt === null) return null;
  return `It was drained by ${actor} until ${isoTime(dueAt)} (action ${action}); that timer still runs.`;
}
