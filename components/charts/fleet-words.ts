import type { FleetBucket, FleetHistory } from '@/lib/domain/history';
import { averageWords } from '@/lib/view/fleet-bars';
import { stretchWords, timeNear } from '../history/time-words';

const SHOWN = ['critical', 'warning', 'unknown', 'passing', 'out'] as const;
const WORDS = {
  critical: 'critical',
  warning: 'warning',
  unknown: 'unknown',
  passing: 'passing',
  out: 'out of rotation',
};

export const FLEET_COLUMNS = [
  'Time, UTC',
  'Critical',
  'Warning',
  'Unknown',
  'Passing',
  'Out of rotation',
  'Not observed',
];

/** How many instances were in each state on average, worst first; states without any are left out. */
export function fleetParts(bucket: FleetBucket): { readonly state: (typeof SHOWN)[number]; readonly words: string }[] {
  return SHOWN.filter((state) => bucket[state] > 0).map((state) => ({
    state,
    words: `${averageWords(bucket[state])} ${WORDS[state]}`,
  }));
}

/** The share of the time that nobody observed: "not observed 40 %"; null where all of it was. */
export function unseenWords({ notObserved }: FleetBucket): string | null {
  const share = Math.round(100 * notObserved);
  if (share === 0) return null;
  return share === 100 ? 'not observed' : `${share} % not observed`;
}

/** One row of the table. */
export function fleetCells(bucket: FleetBucket, near: string): readonly string[] {
  const { from, to, notObserved } = bucket;
  const figures = SHOWN.map((state) => (notObserved >= 1 ? '' : averageWords(bucket[state])));
  const share = Math.round(100 * notObserved);
  return [stretchWords(from, to, near), ...figures, share > 0 ? `${share} %` : ''];
}

/** The whole chart in a few sentences. */
export function fleetSummary({ buckets, peaks, gaps, to }: FleetHistory, range: string): string {
  const last = buckets.at(-1);
  const worst = buckets.reduce<FleetBucket | undefined>(
    (most, bucket) => (most && sumOf(most) >= sumOf(bucket) ? most : bucket),
    undefined,
  );
  const now = last
    ? `now ${
        fleetParts(last)
          .map(({ words }) => words)
          .join(', ') || 'none registered'
      }`
    : 'no data';
  const most =
    worst && sumOf(worst) > 0
      ? ` The most not passing: ${averageWords(sumOf(worst))} at ${timeNear(worst.from, to)} UTC.`
      : ' All in rotation passed.';
  const [peak] = peaks;
  const named = peak ? ` ${peak.service} had ${peak.critical} critical at ${timeNear(peak.at, to)} UTC.` : '';
  const unseen = gaps.map((gap) => ` ${gap.registry} was not observed ${stretchWords(gap.from, gap.to, to)} UTC.`);
  return `Instances not passing over ${range}: ${now}.${most}${named}${unseen.join('')}`;
}

function sumOf({ critical, warning }: FleetBucket): number {
  return critical + warning;
}
