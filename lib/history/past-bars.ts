import type { Bucket } from '../domain/history';
import type { PastReads } from './past-timeline';
import { BucketCounts } from './timeline-buckets';
import { type Ground, layOut } from './timeline-fold';

/** The bar of one service. @throws StorageError */
export async function readBar(
  { kept }: Pick<PastReads, 'kept'>,
  { registry, service }: { readonly registry: string; readonly service: string },
  { ground, buckets }: { readonly ground: Ground; readonly buckets: number },
): Promise<readonly Bucket[]> {
  const counts = new BucketCounts(ground, buckets);
  for (const stays of (await kept.read({ registry, service }, ground.range)).values()) {
    layOut(stays, ground, counts.taker());
  }
  return counts.buckets();
}
