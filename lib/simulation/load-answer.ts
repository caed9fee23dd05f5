import type { ShareStatistics } from './share-statistics';

/**
 * How long answers took, in milliseconds; quantiles to 0.05 %. They are differences of virtual time, which has 53 bits:
 * after 10^12 ms it goes on by no less than a ten-thousandth of one.
 */
export interface ResponseTimes {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What became of the requests after the warm-up. */
export interface RequestCounts {
  /** All that were asked, the warm-up with them. */
  readonly asked: number;
  readonly answered: number;
  readonly withinLimit: number;
  /** For good: after the last retry. */
  readonly failed: number;
  /** Attempts, as `timedOut` and `retried`. */
  readonly refused: number;
  readonly timedOut: number;
  readonly retried: number;
  readonly withoutInstance: number;
  /** Answered within the limit, of those after the warm-up; null where there are none. */
  readonly successShare: number | null;
}

export interface InstanceLoad {
  readonly id: string;
  /** After the warm-up. */
  readonly picks: number;
  /** All attempts, those of the warm-up with them. */
  readonly sent: number;
  /** Over the whole run, of all it can work on at once. */
  readonly utilisation: number;
  readonly longestQueue: number;
}

/** What a run of one policy gives. */
export interface LoadAnswer {
  readonly policy: string;
  /** Of the picks after the warm-up; targets by weight of those that may be picked at the start. */
  readonly shares: ShareStatistics;
  /** The most picks of one instance after one another; of all that `shares` counts. */
  readonly longestRun: number;
  /** Places in the scenario's instances; -1 where there was none. */
  readonly firstPicks: readonly number[];
  /** Null without answers. */
  readonly responseTimeMs: ResponseTimes | null;
  /** In equal steps of -log10(1 - share), from 0 to 0.9999; empty without answers. */
  readonly latencyCurve: readonly { readonly share: number; readonly ms: number }[];
  readonly instances: readonly InstanceLoad[];
  /** Instance-major: how many requests were there on average, queued and worked on. */
  readonly strip: { readonly columns: number; readonly columnMs: number; readonly present: readonly number[] };
  readonly requests: RequestCounts;
  /** Until the last request was done with. */
  readonly spanMs: number;
}
