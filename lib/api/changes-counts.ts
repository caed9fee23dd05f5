import type { ChangeCounts, NoisyInstance } from '../domain/history';
import type { ChangeQuery } from '../domain/query';
import { readCounts } from '../history/past-counts';
import { readNoisiest } from '../history/past-noisiest';
import { edgesOf } from '../history/timeline-buckets';
import { runtime } from '../running';
import { upstreamsOf } from './catalogs';
import { gapsByRegistry, registryGaps, told } from './history';
import { type RangeQuery, rangeOf } from './history-parse';

/** How many changes there were over a range. @throws Problem, StorageError */
export async function countChanges(
  { buckets, from, to, ...filter }: ChangeQuery & { readonly buckets: number },
  signal: AbortSignal,
): Promise<ChangeCounts> {
  const registries = upstreamsOf(filter.registry).map((upstream) => upstream.registry.id);
  const range = rangeOf({ from, to });
  const edges = edgesOf(range, buckets);
  const gaps = await gapsByRegistry(registries, range);
  const { parts, ...counted } = await readCounts(runtime().storage, { filter, edges }, signal);
  return {
    ...told(range),
    ...counted,
    buckets: parts.map((part, index) => ({
      ...told({ fromMs: edges[index] ?? 0, toMs: edges[index + 1] ?? 0 }),
      ...part,
    })),
    gaps: registryGaps(gaps),
  };
}

/** The instances whose health changed most often over a range. @throws Problem, StorageError */
export async function listNoisiest({
  registry,
  limit,
  ...query
}: RangeQuery & { readonly registry?: string | undefined; readonly limit: number }): Promise<NoisyInstance[]> {
  upstreamsOf(registry);
  const noisy = await readNoisiest(runtime().storage, { registry, range: rangeOf(query), limit });
  return noisy.map((own) => ({
    ...own,
    flapping: runtime().feed.upstream(own.registry)?.catalog.instances.get(own.instance)?.flapping ?? false,
  }));
}
