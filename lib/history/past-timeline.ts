import { decisiveOutput } from '../domain/change';
import { isoTime } from '../domain/clock';
import type { Bucket, InstanceHistory, Span } from '../domain/history';
import { formatAddress, type Instance } from '../domain/instance';
import type { Storage } from '../storage/storage';
import { indexedText } from './indexed-text';
import { type RegistryNow, readGaps } from './past-gaps';
import type { KeptStays } from './past-kept-stays';
import type { StaysOf } from './past-stays';
import { readVersions, versionName } from './past-versions';
import { type InstanceTimeline, timelineOf } from './timeline';
import type { Range } from './timeline-range';
import type { Stays } from './timeline-stays';

/** What is asked of the past. */
export interface TimelineQuery {
  readonly range: Range;
  readonly buckets: number;
  readonly withSpans: boolean;
}

/** What the past is read out of. */
export interface PastReads {
  readonly storage: Pick<Storage, 'reads'>;
  readonly kept: KeptStays;
}

export interface PastTimeline {
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly Bucket[];
  readonly spans: readonly Span[];
  readonly instances: readonly InstanceHistory[];
}

/** Of so many instances an answer tells each by itself. */
const MOST_INSTANCES = 500;
/** How many outputs are looked up for an answer: the newest. */
const MOST_OUTPUTS = 1_000;

/**
 * The timelines of a service or of an instance. `present` are the instances that are there now: they come first, then
 * those that left last. @throws StorageError
 */
export async function readTimeline(
  { storage, kept }: PastReads,
  { of, now, present }: { readonly of: StaysOf; readonly now: RegistryNow; readonly present: Iterable<Instance> },
  { range, buckets, withSpans }: TimelineQuery,
): Promise<PastTimeline> {
  const gaps = await readGaps(storage, now, range);
  const stays = await kept.read(of, range);
  const here = new Map([...present].map((instance) => [indexedText(instance.id), instance]));
  const ids = [...[...here.keys()].filter((id) => stays.has(id)), ...lastFirst(stays).filter((id) => !here.has(id))];
  const instances = ids.map((id) => ({ id, stays: stays.get(id) ?? [] }));
  const timeline = timelineOf({ range, gaps, buckets, withSpans, instances });
  return {
    from: isoTime(range.fromMs),
    to: isoTime(range.toMs),
    buckets: timeline.buckets,
    spans: timeline.spans,
    instances: await told(storage, { registry: of.registry, here }, timeline.instances.slice(0, MOST_INSTANCES)),
  };
}

/** With the words of their checks, and the addresses of those that have gone. */
async function told(
  storage: Pick<Storage, 'reads'>,
  { registry, here }: { readonly registry: string; readonly here: ReadonlyMap<string, Instance> },
  instances: readonly InstanceTimeline[],
): Promise<InstanceHistory[]> {
  const keyOf = ({ id, stays }: InstanceTimeline, stay: number) => ({ instance: id, fromMs: stays[3 * stay] ?? 0 });
  const lastKey = (timeline: InstanceTimeline) => keyOf(timeline, timeline.stays.length / 3 - 1);
  const outputs = instances.flatMap((timeline) => timeline.decisiveStays.map((stay) => keyOf(timeline, stay)));
  outputs.sort((a, b) => b.fromMs - a.fromMs);
  const departed = instances.filter(({ id }) => !here.has(id)).map(lastKey);
  const versions = await readVersions(storage, registry, [...departed, ...outputs.slice(0, MOST_OUTPUTS)]);
  return instances.map((timeline) => {
    const version = here.get(timeline.id) ?? versions.get(versionName(lastKey(timeline)));
    const outputOf = (stay: number) => {
      const said = versions.get(versionName(keyOf(timeline, stay)));
      return said && decisiveOutput(said);
    };
    return {
      id: version?.id ?? timeline.id,
      address: version ? formatAddress(version.address, version.port) : '',
      uptime: timeline.uptime,
      ...timeline.tell(outputOf),
    };
  });
}

/** Those that left last first; of the same moment by id. */
function lastFirst(stays: ReadonlyMap<string, Stays>): string[] {
  const endOf = (id: string) => stays.get(id)?.at(-2) ?? 0;
  return [...stays.keys()].sort((a, b) => endOf(b) - endOf(a) || (a < b ? -1 : 1));
}
