import type { Range } from './timeline-range';
import { ABSENT, NOT_OBSERVED } from './timeline-state';
import type { Stays } from './timeline-stays';

/** Where a timeline is laid. */
export interface Ground {
  readonly range: Range;
  /** What nobody observed of it, in order and apart from each other. */
  readonly gaps: readonly Range[];
}

/**
 * A stretch in which nothing changed. `state` is a place in `STATES`; `stay` is the index of the stay it is of, also in
 * a gap; -1 for absence.
 */
export type TakeStretch = (fromMs: number, toMs: number, state: number, stay: number) => void;

/**
 * Lays the stays of one subject over a range, gaps over the stays, and hands out stretch after stretch: in order,
 * without holes, neighbours perhaps alike. One pass that makes no object.
 */
export function layOut(stays: Stays, { range, gaps }: Ground, take: TakeStretch): void {
  let nowMs = range.fromMs;
  let gap = 0;
  const reach = (untilMs: number, state: number, stay: number) => {
    for (let next = gaps[gap]; next && next.fromMs < untilMs; next = gaps[gap]) {
      if (next.fromMs > nowMs) take(nowMs, next.fromMs, state, stay);
      nowMs = Math.max(nowMs, next.fromMs);
      const endMs = Math.min(next.toMs, untilMs);
      if (endMs > nowMs) take(nowMs, endMs, NOT_OBSERVED, stay);
      nowMs = Math.max(nowMs, endMs);
      if (next.toMs > untilMs) return;
      gap += 1;
    }
    if (untilMs > nowMs) take(nowMs, untilMs, state, stay);
    nowMs = Math.max(nowMs, untilMs);
  };
  for (let at = 0; at + 2 < stays.length; at += 3) {
    const [fromMs = 0, toMs = 0, state = 0] = [stays[at], stays[at + 1], stays[at + 2]];
    if (fromMs >= range.toMs) break;
    if (toMs <= nowMs) continue;
    if (fromMs > nowMs) reach(fromMs, ABSENT, -1);
    reach(Math.min(toMs, range.toMs), state, at / 3);
  }
  if (range.toMs > nowMs) reach(range.toMs, ABSENT, -1);
}
