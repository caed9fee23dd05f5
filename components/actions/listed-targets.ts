import type { TargetPreview } from '@/lib/domain/action-preview';
import type { TargetRef } from '@/lib/domain/action-request';
import { formatAddress, type Instance } from '@/lib/domain/instance';
import { refOf } from './draft';

/** What is known of a target before its preview has come, and with it. */
export interface ListedTarget {
  readonly key: string;
  readonly ref: TargetRef;
  readonly address: string;
  readonly service: string;
  readonly instance: Instance | null;
  readonly preview: TargetPreview | null;
}

/** The targets as the preview found them, or while there is none as they were chosen. */
export function listedTargets(
  chosen: readonly Instance[],
  previews: readonly TargetPreview[] | null,
): readonly ListedTarget[] {
  const known = new Map(chosen.map((instance) => [targetKey(instance.registry, instance.id), instance]));
  if (previews === null) {
    return chosen.map((instance) => ({
      key: targetKey(instance.registry, instance.id),
      ref: refOf(instance),
      address: formatAddress(instance.address, instance.port),
      service: instance.service,
      instance,
      preview: null,
    }));
  }
  return previews.map((preview) => {
    const { registry, instance, address, service } = preview;
    const key = targetKey(registry, instance);
    return { key, ref: { registry, instance }, address, service, instance: known.get(key) ?? null, preview };
  });
}

export function targetKey(registry: string, instance: string): string {
  return `${registry} ${instance}`;
}
