import type { ChangeCounts, FleetHistory, FleetPeak, RegistryGap } from '../domain/history';

/** Two parts of one range, the second right after the first. */
export function joinFleets(first: FleetHistory, second: FleetHistory): FleetHistory {
  return {
    from: first.from,
    to: second.to,
    buckets: [...first.buckets, ...second.buckets],
    peaks: joinPeaks([...first.peaks, ...second.peaks]),
    gaps: joinGaps(first.gaps, second.gaps),
  };
}

export type Counted = Pick<ChangeCounts, 'from' | 'to' | 'total' | 'buckets' | 'gaps'>;

/** Two parts of one range, the second right after the first. */
export function joinCounts(first: Counted, second: Counted): Counted {
  return {
    from: first.from,
    to: second.to,
    total: first.total + second.total,
    buckets: [...first.buckets, ...second.buckets],
    gaps: joinGaps(first.gaps, second.gaps),
  };
}

/** The highest of each service, the highest first. */
function joinPeaks(peaks: readonly FleetPeak[]): readonly FleetPeak[] {
  const highest = new Map<string, FleetPeak>();
  for (const peak of peaks) {
    const key = `${peak.registry}/${peak.service}`;
    if (peak.critical > (highest.get(key)?.critical ?? 0)) highest.set(key, peak);
  }
  return [...highest.values()].sort((a, b) => b.critical - a.critical);
}

/** A shorter one is but the time it takes to begin, in milliseconds. */
const LEAST_GAP_MS = 1_000;

/** A gap that was cut where the parts meet is one again. */
export function joinGaps(first: readonly RegistryGap[], second: readonly RegistryGap[]): readonly RegistryGap[] {
  const joined = [...first];
  for (const gap of second) {
    const at = joined.findIndex(({ registry, to }) => registry === gap.registry && to >= gap.from);
    const before = joined[at];
    if (before) joined[at] = { ...before, to: before.to > gap.to ? before.to : gap.to };
    else joined.push(gap);
  }
  return joined.filter(({ from, to }) => Date.parse(to) - Date.parse(from) >= LEAST_GAP_MS);
}
