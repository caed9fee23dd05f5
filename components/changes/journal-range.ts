import { isoTime } from '@/lib/domain/clock';
import type { ChangeFilter } from '@/lib/view/change-filter';
import { DEFAULT_RANGE, type Range, rangeMs } from '../history/ranges';

/** How far back the journal is looked at, the shortest first. */
export const JOURNAL_RANGES = ['1h', '6h', '24h', '7d', '30d'] as const satisfies readonly Range[];
export type JournalRange = (typeof JOURNAL_RANGES)[number];

/** The filter with its times: those chosen, or from so long ago on. Null for `range` is as far back as is kept. */
export function withRange(filter: ChangeFilter, range: JournalRange | null, now: number): ChangeFilter {
  if (range === null || filter.from !== null || filter.to !== null) return filter;
  return { ...filter, from: isoTime(now - rangeMs(range)) };
}

interface Times {
  readonly now: number;
  /** Those that do not go back further than is kept. */
  readonly ranges: readonly JournalRange[];
}

/** What the counts above the list show: the range that is asked for, or the first that holds the times chosen. */
export function shownRange({ from }: ChangeFilter, range: JournalRange | null, { now, ranges }: Times): JournalRange {
  const least = Math.max(rangeMs(range ?? DEFAULT_RANGE), from === null ? 0 : now - Date.parse(from));
  return ranges.find((candidate) => rangeMs(candidate) >= least) ?? ranges.at(-1) ?? '1h';
}
