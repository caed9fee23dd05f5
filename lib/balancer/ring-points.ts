import { OptionError } from './option-error';

/** Envoy's own maximum of a ring. */
export const ENVOY_MOST_POINTS = 8_388_608;

/** Rollcall's for systems that have none of their own: more would take seconds to build. */
export const MOST_POINTS = 2_000_000;

/** Points of a ring on their way to it, in the order they were given. */
export interface RingPoints {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  /** The position of each point's owner. */
  readonly owners: Uint32Array;
}

/** Room for so many points, all 0: millions as objects would not fit. @throws OptionError for more than there may be */
export function roomForPoints(count: number, most = ENVOY_MOST_POINTS): RingPoints {
  // One more: a running sum of shares may be rounded up past it.
  if (count > most + 1) throw new OptionError(pointsProblem(count, most));
  return { highs: new Uint32Array(count), lows: new Uint32Array(count), owners: new Uint32Array(count) };
}

/** What is wrong with a table of so many points. */
export function pointsProblem(count: number, most: number): string {
  return `the table would have ${count.toLocaleString('en')} points, and ${most.toLocaleString('en')} are the most: give smaller weights, or fewer instances`;
}
