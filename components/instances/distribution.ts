import type { Instance } from '@/lib/domain/instance';

export interface Portion {
  readonly value: string;
  readonly count: number;
}

/** How often each value occurs, the commonest first; instances without one are left out. */
export function distributionOf(
  instances: Iterable<Instance>,
  trait: (instance: Instance) => string | null,
): readonly Portion[] {
  const counts = new Map<string, number>();
  for (const instance of instances) {
    const value = trait(instance);
    if (value !== null && value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Every metadata key with its values over all instances, by key. */
export function metadataOf(instances: readonly Instance[]): readonly { key: string; values: readonly Portion[] }[] {
  const keys = new Set(instances.flatMap((instance) => Object.keys(instance.metadata)));
  return [...keys].sort().map((key) => ({
    key,
    values: distributionOf(instances, ({ metadata }) =>
      Object.hasOwn(metadata, key) ? (metadata[key] ?? null) : null,
    ),
  }));
}

/** Every tag with how many instances carry it. */
export function tagsOf(instances: readonly Instance[]): readonly Portion[] {
  const counts = new Map<string, number>();
  for (const { tags } of instances) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
