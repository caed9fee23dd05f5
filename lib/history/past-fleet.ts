import { isoTime } from '../domain/clock';
import type { FleetBucket, FleetPeak } from '../domain/history';
import type { Storage } from '../storage/storage';
import { readStays, type ServiceStays } from './past-stays';
import { BucketCounts } from './timeline-buckets';
import { type Ground, layOut } from './timeline-fold';
import { STATES } from './timeline-state';
import type { Stays } from './timeline-stays';
import { turnsOf } from './timeline-worst';

/** One registry over a range. */
export interface FleetPart {
  readonly counts: BucketCounts;
  readonly peaks: readonly FleetPeak[];
}

const CRITICAL = STATES.indexOf('critical');
/** How many peaks an answer tells of. */
const MOST_PEAKS = 5;

/** Counts all instances of a registry; the signal ends it between pages. @throws StorageError, or the signal's reason */
export async function readFleet(
  storage: Pick<Storage, 'reads'>,
  { registry, ground, buckets }: { readonly registry: string; readonly ground: Ground; readonly buckets: number },
  signal: AbortSignal,
): Promise<FleetPart> {
  const counts = new BucketCounts(ground, buckets);
  const peaks: FleetPeak[] = [];
  let service: string | undefined;
  let critical: Stays[] = [];
  const notePeak = () => {
    const peak = peakOf(critical);
    if (service !== undefined && peak) peaks.push({ at: isoTime(peak.ms), registry, service, critical: peak.count });
    critical = [];
  };
  for await (const page of readStays(storage, { registry }, ground.range)) {
    signal.throwIfAborted();
    for (const own of page) {
      if (own.service !== service) notePeak();
      service = own.service;
      critical.push(lay(own, ground, counts));
    }
  }
  notePeak();
  return { counts, peaks: highest(peaks) };
}

/** Counts one instance, and gives the stretches in which it was seen to be critical. */
function lay({ stays }: ServiceStays, ground: Ground, counts: BucketCounts): Stays {
  const count = counts.taker();
  const critical: number[] = [];
  layOut(stays, ground, (fromMs, toMs, state, stay) => {
    count(fromMs, toMs, state, stay);
    if (state === CRITICAL) critical.push(fromMs, toMs, state);
  });
  return critical;
}

/** When most were critical at once, for the first time. */
function peakOf(critical: readonly Stays[]): { readonly ms: number; readonly count: number } | null {
  let peak: { ms: number; count: number } | null = null;
  let count = 0;
  const turns = turnsOf(critical);
  for (const [index, { ms, by }] of turns.entries()) {
    count += by;
    if (turns[index + 1]?.ms !== ms && count > (peak?.count ?? 0)) peak = { ms, count };
  }
  return peak;
}

export function highest(peaks: readonly FleetPeak[]): FleetPeak[] {
  return peaks.toSorted((a, b) => b.critical - a.critical || (a.at < b.at ? -1 : 1)).slice(0, MOST_PEAKS);
}

/** How many instances there were on average, by state: over what was observed of each registry. */
export function fleetBuckets(parts: readonly FleetPart[]): FleetBucket[] {
  const registries = parts.map(({ counts }) => counts.parts());
  return (registries[0] ?? []).map(({ fromMs, toMs }, index): FleetBucket => {
    const at = registries.flatMap((buckets) => buckets[index] ?? []);
    const average = (state: (typeof STATES)[number]) =>
      at.reduce((sum, { gapMs, stateMs }) => {
        const observedMs = toMs - fromMs - gapMs;
        return observedMs > 0 ? sum + (stateMs[STATES.indexOf(state)] ?? 0) / observedMs : sum;
      }, 0);
    return {
      from: isoTime(fromMs),
      to: isoTime(toMs),
      passing: average('passing'),
      warning: average('warning'),
      critical: average('critical'),
      unknown: average('unknown'),
      out: average('out'),
      notObserved: at.reduce((sum, { gapMs }) => sum + gapMs / (toMs - fromMs), 0) / Math.max(1, at.length),
    };
  });
}
