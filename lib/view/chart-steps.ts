const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Lengths that begin at round times, in milliseconds. */
const ROUND_MS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 6, 8, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY_MS),
];

/** The shortest round length, in milliseconds, of which at most so many make up a range. */
export function stepOf(rangeMs: number, most: number): number {
  const longest = ROUND_MS.at(-1) ?? DAY_MS;
  return ROUND_MS.find((step) => rangeMs / step <= most) ?? longest * Math.ceil(rangeMs / most / longest);
}

/** A range that ends now, in parts that begin at round times: all whole but the last, which runs. */
export interface ChartRange {
  readonly stepMs: number;
  /** Milliseconds since 1970, as all times here. */
  readonly from: number;
  /** Where the running part begins. */
  readonly wholeTo: number;
}

/** What has just ended is whole only when it is kept: so long, in milliseconds, that takes at most. */
const SETTLED_MS = 2_000;

/** The last `rangeMs` before `now`, in at most `most` parts. */
export function chartRange(rangeMs: number, most: number, now: number): ChartRange {
  const stepMs = stepOf(rangeMs, most);
  const wholeTo = Math.floor((now - SETTLED_MS) / stepMs) * stepMs;
  return { stepMs, wholeTo, from: wholeTo - Math.ceil(rangeMs / stepMs - 1) * stepMs };
}

/** How many whole parts it has. */
export function wholeParts({ stepMs, from, wholeTo }: ChartRange): number {
  return Math.round((wholeTo - from) / stepMs);
}
