import type { HandedOverview } from '@/components/overview/handed-overview';
import { firstChanges } from '@/lib/api/changes';
import { decisiveOutput } from '@/lib/domain/change';
import { HEALTHS } from '@/lib/domain/instance';
import { compareInstances } from '@/lib/domain/query';
import type { ServiceSummary } from '@/lib/domain/service';
import { runtime } from '@/lib/running';
import { outputKey } from '@/lib/view/outputs';
import { overviewOf } from '@/lib/view/overview';

/** Rows that are painted before the stream has spoken; the rest follows with it. */
const ROWS = 20;
/** So many that a deploy among them is one row. */
const LATEST = 100;
/** So many tell of most services since when they are out. */
const ROTATIONS = 200;

/** The overview as it stands. */
export async function overviewFacts(): Promise<HandedOverview> {
  const { feed, config } = runtime();
  const overview = overviewOf(feed.services());
  const attention = overview.attention.slice(0, ROWS);
  const [{ items: changes }, { items: rotations }] = await Promise.all([
    firstChanges({ limit: LATEST }),
    firstChanges({ kind: 'rotation-changed', limit: ROTATIONS }),
  ]);
  const upstreams = [...feed.upstreams()];
  const demo = config.registries.find((registry) => registry.kind === 'memory' && registry.demo !== null)?.id;
  return {
    overview: { ...overview, attention, out: overview.out.slice(0, ROWS) },
    outputs: new Map(attention.flatMap(outputsOf)),
    registries: upstreams.map(({ registry: { id, kind }, link, rejected }) => ({
      id,
      kind,
      link,
      demo: id === demo,
      rejected: rejected.size,
    })),
    changes,
    rotations,
    keepDays: config.history.keepDays,
  };
}

/** What a check says of its instances, for every health that is not well. */
function outputsOf({ registry, service }: ServiceSummary): [string, string][] {
  const entry = runtime().feed.upstream(registry)?.catalog.services.get(service);
  const instances = [...(entry?.instances.values() ?? [])].sort(compareInstances);
  return HEALTHS.filter((health) => health !== 'passing').flatMap((health): [string, string][] => {
    const worst = instances.find((instance) => instance.rotation === 'in' && instance.health === health);
    const output = worst && decisiveOutput(worst);
    return output ? [[outputKey(registry, service, health), output]] : [];
  });
}
