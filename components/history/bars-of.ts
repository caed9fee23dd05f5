import type { Bucket, ServiceHistory } from '@/lib/domain/history';

/** The bars of a service's instances by id; none while they are not known. */
export function barsOf(history: ServiceHistory | undefined): ReadonlyMap<string, readonly Bucket[]> {
  return new Map(history?.instances.map(({ id, buckets }) => [id, buckets]));
}
