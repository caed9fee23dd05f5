import type { Instance } from '@/lib/domain/instance';
import { compareInstances, compareText } from '@/lib/domain/query';

export const INSTANCE_SORTS = ['worst', 'since', 'address', 'version', 'zone'] as const;
export type InstanceSort = (typeof INSTANCE_SORTS)[number];

const LAST = '\u{10ffff}';

/** The order of a service's instances; total, so that rows keep their places. */
export function compareInstancesBy(sort: InstanceSort): (a: Instance, b: Instance) => number {
  switch (sort) {
    case 'worst':
      return compareInstances;
    case 'since':
      return (a, b) => compareText(b.since, a.since) || compareInstances(a, b);
    case 'address':
      return (a, b) => compareText(a.address, b.address) || a.port - b.port || compareInstances(a, b);
    case 'version':
      return (a, b) => compareText(a.version ?? LAST, b.version ?? LAST) || compareInstances(a, b);
    case 'zone':
      return (a, b) => compareText(a.zone ?? LAST, b.zone ?? LAST) || compareInstances(a, b);
  }
}
