import type { Bucket, Span, TimelineState } from '@/lib/domain/history';
import { fetchJson } from '../shell/fetch-json';
import { instanceAddress, serviceAddress } from './history-question';
import { momentAt } from './moment';

const WORST_FIRST: readonly TimelineState[] = [
  'critical',
  'warning',
  'unknown',
  'out',
  'passing',
  'absent',
  'not-observed',
];

/** Whose bar it is. */
export type BarOwner =
  | { readonly registry: string; readonly service: string }
  | { readonly registry: string; readonly id: string };

/**
 * The moment of a bucket that is worth a look, ISO 8601: amid the longest stretch of the worst there was in it, so that
 * whoever follows something red sees something red. The middle where that cannot be read.
 */
export async function worstMoment(owner: BarOwner, bucket: Bucket): Promise<string> {
  const address =
    'id' in owner ? instanceAddress(owner.registry, owner.id) : serviceAddress(owner.registry, owner.service);
  const query = new URLSearchParams({ from: bucket.from, to: bucket.to, buckets: '1', spans: 'all' });
  try {
    const { spans } = await fetchJson<{ spans: readonly Span[] }>(`${address}/history?${query}`);
    return middleOf(worstOf(spans) ?? bucket);
  } catch {
    return middleOf(bucket);
  }
}

function worstOf(spans: readonly Span[]): Span | undefined {
  const rank = ({ state }: Span) => WORST_FIRST.indexOf(state);
  return [...spans].sort((a, b) => rank(a) - rank(b) || lengthOf(b) - lengthOf(a))[0];
}

function lengthOf({ from, to }: Pick<Span, 'from' | 'to'>): number {
  return Date.parse(to) - Date.parse(from);
}

function middleOf({ from, to }: Pick<Span, 'from' | 'to'>): string {
  return momentAt(Math.floor((Date.parse(from) + Date.parse(to)) / 2));
}
