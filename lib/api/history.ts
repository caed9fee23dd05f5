import { isoTime } from '../domain/clock';
import type { Bucket, FleetHistory, InstanceHistory, RegistryGap, ServiceHistory } from '../domain/history';
import { compareInstances } from '../domain/query';
import { readBar } from '../history/past-bars';
import { fleetBuckets, highest, readFleet } from '../history/past-fleet';
import { readTimeline } from '../history/past-timeline';
import type { Range } from '../history/timeline-range';
import { runtime } from '../running';
import { knownUpstream, upstreamsOf } from './catalogs';
import { expectVersions } from './departed';
import { type RangeQuery, rangeOf } from './history-parse';

interface TimelineQuery extends RangeQuery {
  readonly buckets: number;
  readonly spans: 'all' | 'none';
}

interface ServiceName {
  readonly registry: string;
  readonly service: string;
}

/** A service and its instances over a range. @throws Problem */
export async function serviceHistory(of: ServiceName, query: TimelineQuery): Promise<ServiceHistory> {
  const { catalog } = knownUpstream(of.registry);
  const range = rangeOf(query);
  const { past } = runtime();
  const present = [...(catalog.services.get(of.service)?.instances.values() ?? [])].sort(compareInstances);
  const timeline = await readTimeline(
    past,
    { of, now: past.now(of.registry), present },
    { range, buckets: query.buckets, withSpans: query.spans === 'all' },
  );
  if (timeline.instances.length === 0 && present.length === 0) await expectVersions(of);
  return timeline;
}

/** One instance over a range, wherever it was. @throws Problem */
export async function instanceHistory(
  { registry, id }: { readonly registry: string; readonly id: string },
  query: TimelineQuery,
): Promise<InstanceHistory & { readonly from: string; readonly to: string }> {
  const present = knownUpstream(registry).catalog.instances.get(id);
  const range = rangeOf(query);
  const { past } = runtime();
  const timeline = await readTimeline(
    past,
    { of: { registry, instance: id }, now: past.now(registry), present: present ? [present] : [] },
    { range, buckets: query.buckets, withSpans: query.spans === 'all' },
  );
  const { from, to, instances, buckets, spans } = timeline;
  const [history] = instances;
  if (history) return { from, to, ...history };
  if (!present) await expectVersions({ registry, instance: id });
  return { from, to, id, address: '', uptime: null, buckets, spans };
}

/** The bars of services over a range, in the order asked. @throws Problem */
export async function serviceBars(
  of: readonly ServiceName[],
  { buckets, ...query }: RangeQuery & { readonly buckets: number },
  signal: AbortSignal,
): Promise<{ from: string; to: string; items: (ServiceName & { buckets: readonly Bucket[] })[] }> {
  for (const { registry } of of) knownUpstream(registry);
  const range = rangeOf(query);
  const { past } = runtime();
  const gaps = await gapsByRegistry(new Set(of.map(({ registry }) => registry)), range);
  const items = [];
  for (const name of of) {
    signal.throwIfAborted();
    const ground = { range, gaps: gaps.get(name.registry) ?? [] };
    items.push({ ...name, buckets: await readBar(past, name, { ground, buckets }) });
  }
  return { ...told(range), items };
}

/** The instances of all services of one registry or all over a range. @throws Problem */
export async function fleetHistory(
  { registry, buckets, ...query }: RangeQuery & { readonly registry?: string | undefined; readonly buckets: number },
  signal: AbortSignal,
): Promise<FleetHistory> {
  const registries = upstreamsOf(registry).map((upstream) => upstream.registry.id);
  const range = rangeOf(query);
  const { past } = runtime();
  const gaps = await gapsByRegistry(registries, range);
  const parts = [];
  for (const id of registries) {
    const ground = { range, gaps: gaps.get(id) ?? [] };
    parts.push(await readFleet(past.storage, { registry: id, ground, buckets }, signal));
  }
  return {
    ...told(range),
    buckets: fleetBuckets(parts),
    peaks: highest(parts.flatMap(({ peaks }) => peaks)),
    gaps: registryGaps(gaps),
  };
}

/** @throws StorageError */
export async function gapsByRegistry(
  registries: Iterable<string>,
  range: Range,
): Promise<ReadonlyMap<string, readonly Range[]>> {
  const { past } = runtime();
  const gaps = [...registries].map(async (registry) => [registry, await past.gaps(registry, range)] as const);
  return new Map(await Promise.all(gaps));
}

/** As the API tells them, in order. */
export function registryGaps(gaps: ReadonlyMap<string, readonly Range[]>): RegistryGap[] {
  const all = [...gaps].flatMap(([registry, own]) => own.map((gap) => ({ registry, ...told(gap) })));
  return all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** A range as the API tells it. */
export function told({ fromMs, toMs }: Range): { from: string; to: string } {
  return { from: isoTime(fromMs), to: isoTime(toMs) };
}
