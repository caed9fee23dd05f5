import { type HandedOverview, RATE_MINUTES } from '@/components/overview/handed-overview';
import { getService } from '@/lib/api/reads';
import { decisiveOutput } from '@/lib/domain/change';
import { HEALTHS } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { runtime } from '@/lib/running';
import { changesPerMinute, observedSince } from '@/lib/view/change-rate';
import { outputKey } from '@/lib/view/outputs';
import { overviewOf } from '@/lib/view/overview';

/** Rows that are painted before the stream has spoken; the rest follows with it. */
const ROWS = 20;

/** The overview as it stands. */
export function overviewFacts(): HandedOverview {
  const { feed, config } = runtime();
  const overview = overviewOf(feed.services());
  const attention = overview.attention.slice(0, ROWS);
  const held = [...feed.changes()];
  const upstreams = [...feed.upstreams()];
  const demo = config.registries.find((registry) => registry.kind === 'memory' && registry.demo !== null)?.id;
  const observedFrom = observedSince(held, { hasDropped: feed.droppedChanges, startedAt: performance.timeOrigin });
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
    changes: held.slice(0, ROWS),
    rate: changesPerMinute(held, { now: Date.now(), minutes: RATE_MINUTES, observedFrom }),
    observedFrom,
  };
}

/** What a check says of its instances, for every health that is not well. */
function outputsOf({ registry, service }: ServiceSummary): [string, string][] {
  const instances = getService(registry, service)?.instances ?? [];
  return HEALTHS.filter((health) => health !== 'passing').flatMap((health): [string, string][] => {
    const worst = instances.find((instance) => instance.rotation === 'in' && instance.health === health);
    const output = worst && decisiveOutput(worst);
    return output ? [[outputKey(registry, service, health), output]] : [];
  });
}
