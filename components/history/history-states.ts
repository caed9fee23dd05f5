import type { Bucket } from '@/lib/domain/history';
import type { IconName } from '../ui/icon';

/** What a share of a bucket is of, the worst first. */
export const BUCKET_STATES = ['critical', 'warning', 'unknown', 'passing', 'out', 'notObserved'] as const;
export type BucketState = (typeof BUCKET_STATES)[number];

interface StateLook {
  readonly word: string;
  readonly icon: IconName;
  /** The class of its words, and that of its marks. */
  readonly status: string;
  readonly mark: string;
}

export const STATE_LOOKS: Record<BucketState | 'absent', StateLook> = {
  critical: { word: 'critical', icon: 'critical', status: 'critical', mark: 'm-crit' },
  warning: { word: 'warning', icon: 'warning', status: 'warning', mark: 'm-warn' },
  unknown: { word: 'unknown', icon: 'unknown', status: 'unknown', mark: 'm-unk' },
  passing: { word: 'passing', icon: 'passing', status: 'passing', mark: 'm-pass' },
  out: { word: 'out', icon: 'out', status: 'out', mark: 'm-out' },
  notObserved: { word: 'not observed', icon: 'gap', status: 'unknown', mark: 'm-gap' },
  absent: { word: 'not registered', icon: 'deregistered', status: 'gone', mark: 'm-abs' },
};

/** Whether no instance was registered, which somebody looked at. */
export function isAbsent(bucket: Bucket): boolean {
  return BUCKET_STATES.every((state) => bucket[state] === 0);
}

/** Whether nobody looked at all. */
export function isUnseen(bucket: Bucket): boolean {
  return bucket.notObserved > 0.999;
}

/** How many buckets at the beginning nobody looked at; all of them where nobody ever did. */
export function unseenBefore(buckets: readonly Bucket[]): number {
  const first = buckets.findIndex((bucket) => !isUnseen(bucket));
  return first === -1 ? buckets.length : first;
}
