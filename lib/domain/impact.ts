import type { ActionKind } from './action';
import type { Instance } from './instance';

/** What an action on some instances of a service leaves of it. Shares are of 1, by weight. */
export interface Impact {
  readonly registry: string;
  readonly service: string;
  /** What clients can route to: in rotation and not critical. */
  readonly before: Capacity;
  readonly after: Capacity;
  readonly shares: readonly Share[];
  readonly warnings: readonly ImpactWarning[];
  /** Nothing is left in rotation, or more than half is taken: the service's name has to be typed. */
  readonly isDangerous: boolean;
}

export interface Capacity {
  readonly instances: number;
  readonly weight: number;
}

export interface Share {
  readonly instance: string;
  readonly before: number;
  readonly after: number;
}

export type ImpactWarning =
  | { readonly code: 'nothing-left' | 'last-passing' | 'more-than-half' }
  | { readonly code: 'last-in-zone' | 'last-of-version'; readonly name: string };

/** What of an instance decides how clients use it. */
export type Serving = Pick<Instance, 'id' | 'rotation' | 'health' | 'weight' | 'zone' | 'version'>;

/**
 * What clients of one service are left with. `instances` are all of the service; `targets` those acted on, for
 * `register` the one that is not there yet.
 * @param weight what `set-weight` sets
 */
export function impactOf(
  instances: readonly Serving[],
  targets: ReadonlySet<string>,
  { kind, weight }: { readonly kind: ActionKind; readonly weight?: number | undefined },
): Omit<Impact, 'registry' | 'service'> {
  const isNew = ({ id }: Serving) => kind === 'register' && targets.has(id);
  const before = new Map(instances.map((instance) => [instance.id, isNew(instance) ? null : servingWeight(instance)]));
  const after = new Map(
    instances.map((instance) => {
      const acted = targets.has(instance.id) ? actedOn(instance, kind, weight) : instance;
      return [instance.id, acted ? servingWeight(acted) : null];
    }),
  );
  const capacityBefore = capacityOf(before);
  const capacityAfter = capacityOf(after);
  const taken = instances.filter(({ id, rotation }) => rotation === 'in' && targets.has(id) && after.get(id) === null);
  const inRotation = instances.filter(({ rotation }) => rotation === 'in');
  const isEmptied = taken.length > 0 && taken.length === inRotation.length;
  const takesMore = taken.length * 2 > inRotation.length;
  return {
    before: capacityBefore,
    after: capacityAfter,
    shares: instances.map(({ id }) => ({
      instance: id,
      before: shareOf(before.get(id) ?? null, capacityBefore),
      after: shareOf(after.get(id) ?? null, capacityAfter),
    })),
    warnings: warningsOf(instances, new Set(taken.map(({ id }) => id)), { isEmptied, takesMore }),
    isDangerous: isEmptied || takesMore,
  };
}

/** The weight clients give it; null where they do not route to it at all. */
function servingWeight({ rotation, health, weight }: Serving): number | null {
  return rotation === 'out' || health === 'critical' ? null : (weight ?? 1);
}

/** The instance as it is after the action; null where it is there no more. */
export function actedOn<T extends Pick<Serving, 'rotation' | 'health' | 'weight'>>(
  instance: T,
  kind: ActionKind,
  weight: number | undefined,
): T | null {
  switch (kind) {
    case 'deregister':
      return null;
    case 'drain':
      return { ...instance, rotation: 'out' };
    case 'restore':
      return { ...instance, rotation: 'in' };
    case 'set-weight':
      return { ...instance, weight: weight ?? instance.weight };
    case 'write-health':
      return { ...instance, health: 'critical' };
    case 'register':
      return instance;
  }
}

function capacityOf(weights: ReadonlyMap<string, number | null>): Capacity {
  const serving = [...weights.values()].filter((weight) => weight !== null);
  return { instances: serving.length, weight: serving.reduce((sum, weight) => sum + weight, 0) };
}

/** Where all weights are 0 every policy falls back to equal parts. */
function shareOf(weight: number | null, { instances, weight: total }: Capacity): number {
  if (weight === null) return 0;
  return total > 0 ? weight / total : 1 / instances;
}

function warningsOf(
  instances: readonly Serving[],
  taken: ReadonlySet<string>,
  { isEmptied, takesMore }: { readonly isEmptied: boolean; readonly takesMore: boolean },
): readonly ImpactWarning[] {
  const isPassing = ({ rotation, health }: Serving) => rotation === 'in' && health === 'passing';
  const passing = instances.filter(isPassing);
  const left = passing.filter(({ id }) => !taken.has(id));
  const lost = (nameOf: (instance: Serving) => string | null) => {
    const names = new Set(passing.map(nameOf));
    for (const instance of left) names.delete(nameOf(instance));
    return [...names].filter((name) => name !== null);
  };
  const warnings: ImpactWarning[] = [];
  if (isEmptied) warnings.push({ code: 'nothing-left' });
  else if (passing.length > 0 && left.length === 0) warnings.push({ code: 'last-passing' });
  if (takesMore && !isEmptied) warnings.push({ code: 'more-than-half' });
  if (left.length === 0) return warnings;
  for (const name of lost(({ zone }) => zone)) warnings.push({ code: 'last-in-zone', name });
  for (const name of lost(({ version }) => version)) warnings.push({ code: 'last-of-version', name });
  return warnings;
}
