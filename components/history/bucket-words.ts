import type { Bucket } from '@/lib/domain/history';
import { BUCKET_STATES, type BucketState, isAbsent, STATE_LOOKS, unseenBefore } from './history-states';
import { lengthWords, timeNear } from './time-words';

/** Whether a bar tells of one instance, whose shares are lengths of time, or of a service, whose shares are of many. */
export type Subject = 'service' | 'instance';

/** "0 %", "< 1 %", "98.2 %": floored, so that nothing but all of it reads as 100 %. */
export function shareWords(share: number): string {
  if (share >= 1) return '100 %';
  const tenths = Math.floor(share * 1000) / 10;
  if (share > 0 && tenths === 0) return '< 0.1 %';
  return `${tenths.toLocaleString('en')} %`;
}

/** Uptime over what was observed: "99.98 %", floored; null where nothing was. */
export function uptimeWords(uptime: number | null): string | null {
  return uptime === null ? null : `${(Math.floor(uptime * 10_000) / 100).toFixed(2)} %`;
}

/** What one bucket holds, the worst first: "critical 12 min", "passing 60 %". */
export function partsOf(
  bucket: Bucket,
  subject: Subject,
): { readonly state: BucketState | 'absent'; readonly amount: string }[] {
  if (isAbsent(bucket)) return [{ state: 'absent', amount: '' }];
  const lengthMs = Date.parse(bucket.to) - Date.parse(bucket.from);
  return BUCKET_STATES.filter((state) => bucket[state] > 0).map((state) => ({
    state,
    amount:
      bucket[state] >= 1
        ? ''
        : subject === 'instance'
          ? lengthWords(bucket[state] * lengthMs)
          : shareWords(bucket[state]),
  }));
}

/** "24 h: passing 98.2 %, critical 4 min in 2 stretches, not observed 40 min." */
export function summaryOf(buckets: readonly Bucket[], subject: Subject): string {
  const unseen = unseenBefore(buckets);
  const known = buckets.slice(unseen);
  const first = known[0];
  if (!first) return 'not observed';
  const lengthMs = Date.parse(first.to) - Date.parse(first.from);
  const registered = known.filter((bucket) => !isAbsent(bucket));
  if (registered.length === 0) return 'not registered';
  const sum = (state: BucketState) => registered.reduce((total, bucket) => total + bucket[state], 0);
  const observed = registered.length - sum('notObserved');
  const parts = observed > 0 ? [`passing ${shareWords(sum('passing') / observed)}`] : [];
  for (const state of ['critical', 'warning', 'unknown', 'out', 'notObserved'] as const) {
    const total = sum(state);
    if (total <= 0) continue;
    const isTime = subject === 'instance' || state === 'notObserved';
    const amount = isTime ? lengthWords(total * lengthMs) : shareWords(total / observed);
    const runs = runsOf(registered, state);
    parts.push(`${STATE_LOOKS[state].word} ${amount}${runs > 1 ? ` in ${runs} stretches` : ''}`);
  }
  if (registered.length < known.length)
    parts.push(`not registered ${lengthWords((known.length - registered.length) * lengthMs)}`);
  if (unseen > 0) parts.push(`nothing known before ${timeNear(first.from, buckets.at(-1)?.to ?? first.from)} UTC`);
  return parts.join(', ');
}

/** How often a state begins. */
function runsOf(buckets: readonly Bucket[], state: BucketState): number {
  return buckets.filter((bucket, index) => bucket[state] > 0 && !((buckets[index - 1]?.[state] ?? 0) > 0)).length;
}
