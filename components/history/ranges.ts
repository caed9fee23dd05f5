const HOUR_MS = 3_600_000;

/** The ranges a history can be looked at over, the shortest first. */
export const RANGES = ['1h', '6h', '24h', '7d', '30d', '90d'] as const;
export type Range = (typeof RANGES)[number];

export const DEFAULT_RANGE: Range = '24h';

/** Every bar has as many parts. */
export const BUCKETS = 48;

const HOURS: Record<Range, number> = { '1h': 1, '6h': 6, '24h': 24, '7d': 7 * 24, '30d': 30 * 24, '90d': 90 * 24 };

export function rangeMs(range: Range): number {
  return HOURS[range] * HOUR_MS;
}

/** Those that go back no further than changes are kept. */
export function keptRanges<Some extends Range>(ranges: readonly Some[], keepDays: number): readonly Some[] {
  return ranges.filter((range) => rangeMs(range) <= keepDays * 24 * HOUR_MS);
}

/** "24 h", "7 d" */
export function rangeWords(range: Range): string {
  return range.replace(/[hd]$/, ' $&');
}

const LEAST_MS = 15_000;

/** How long, in milliseconds, a history is good enough: a quarter of what one part of a bar stands for. */
export function freshMs(range: Range): number {
  return Math.max(LEAST_MS, rangeMs(range) / BUCKETS / 4);
}
