import type { Finding } from './probe';

/** How many findings in a row it takes, at least 1 each. */
export interface Thresholds {
  /** To be passing. */
  readonly rise: number;
  /** To be critical. */
  readonly fall: number;
}

/** What is held of an instance, and the run of findings that may change it. */
export interface Verdict {
  readonly status: Finding['status'];
  /** The status the last findings agree on, where it is not the one held; `streak` counts them. */
  readonly leaning: 'passing' | 'critical' | null;
  readonly streak: number;
}

/** Before the first finding. */
export const NO_VERDICT: Verdict = { status: 'unknown', leaning: null, streak: 0 };

/**
 * What is held after one more finding. One that agrees with the verdict ends every run against it; a probe that could
 * not be made ends the verdict, as nobody knows any more.
 */
export function nextVerdict(verdict: Verdict, found: Finding['status'], { rise, fall }: Thresholds): Verdict {
  if (found === 'unknown') return NO_VERDICT;
  if (found === verdict.status) return verdict.leaning === null ? verdict : { status: found, leaning: null, streak: 0 };
  const streak = verdict.leaning === found ? verdict.streak + 1 : 1;
  const needed = found === 'passing' ? rise : fall;
  if (streak >= needed) return { status: found, leaning: null, streak: 0 };
  return { status: verdict.status, leaning: found, streak };
}
