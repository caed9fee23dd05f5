import type { ChangeCounts } from '@/lib/domain/history';
import { averageWords } from '@/lib/view/fleet-bars';
import type { Counted } from '@/lib/view/join-history';
import { rateOf } from '@/lib/view/rate-bars';
import { stretchWords, timeNear } from '../history/time-words';
import { counted } from '../ui/counted';

type CountBucket = ChangeCounts['buckets'][number];

export const RATE_COLUMNS = ['Time, UTC', 'Changes', 'A minute', 'Critical or left'];

/** "64 changes, 4.3 a minute" */
export function rateWords(bucket: CountBucket): string {
  return `${counted(bucket.total, 'change')}, ${averageWords(rateOf(bucket))} a minute`;
}

/** One row of the table. */
export function rateCells(bucket: CountBucket, near: string): readonly string[] {
  const { from, to, total, critical } = bucket;
  return [
    stretchWords(from, to, near),
    total.toLocaleString('en'),
    averageWords(rateOf(bucket)),
    critical.toLocaleString('en'),
  ];
}

/** The whole chart in a few sentences. */
export function rateSummary({ buckets, total, gaps, to }: Counted, range: string): string {
  const most = buckets.reduce<CountBucket | undefined>(
    (busiest, bucket) => (busiest && rateOf(busiest) >= rateOf(bucket) ? busiest : bucket),
    undefined,
  );
  const peak =
    most && most.total > 0 ? `, at most ${averageWords(rateOf(most))} a minute at ${timeNear(most.from, to)} UTC` : '';
  const unseen = gaps.map((gap) => ` ${gap.registry} was not observed ${stretchWords(gap.from, gap.to, to)} UTC.`);
  return `${counted(total, 'change')} in ${range}${peak}.${unseen.join('')}`;
}
