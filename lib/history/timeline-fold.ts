import { isoTime } from '../domain/clock';
import type { Gap } from './timeline-gaps';
import type { Moment, Range } from './timeline-range';
import type { TimelineState } from './timeline-state';

/** A stretch of a timeline in which nothing changed. */
export interface Stretch {
  /** ISO 8601, and in milliseconds for arithmetic. */
  readonly from: string;
  readonly fromMs: number;
  readonly to: string;
  readonly toMs: number;
  readonly state: TimelineState;
  readonly output: string | undefined;
  /** Whether it was registered as far as is known; throughout a gap, whether it was when the gap began. */
  readonly isPresent: boolean;
}

/**
 * Lays the states of one subject over a range, gaps over the states: each call of `turn` is the state from a moment on,
 * in order; before the first it is absent. What was only noticed inside a gap shows when the gap ends. One pass: the
 * cost is that of turns and gaps.
 */
export class TimelineFold {
  readonly #range: Range;
  readonly #gaps: readonly Gap[];
  readonly #stretches: (Stretch & { to: string; toMs: number })[] = [];
  #gap = 0;
  #now: Moment;
  #state: TimelineState = 'absent';
  #output: string | undefined;

  constructor(range: Range, gaps: readonly Gap[]) {
    this.#range = range;
    this.#gaps = gaps;
    this.#now = { at: isoTime(range.fromMs), ms: range.fromMs };
  }

  /** A moment before the last one, as of a clock that was set back, counts as the last one. */
  turn(moment: Moment, state: TimelineState, output?: string): void {
    if (state === this.#state && output === this.#output) return;
    if (moment.ms > this.#now.ms) this.#reach(moment);
    this.#state = state;
    this.#output = output;
  }

  /** The range in stretches that differ from their neighbours; none for an empty range. */
  end(): readonly Stretch[] {
    const { toMs } = this.#range;
    if (toMs > this.#now.ms) this.#reach({ at: isoTime(toMs), ms: toMs });
    return this.#stretches;
  }

  #reach(until: Moment): void {
    for (let gap = this.#gaps[this.#gap]; gap && gap.from.ms < until.ms; gap = this.#gaps[this.#gap]) {
      if (gap.from.ms > this.#now.ms) this.#add(gap.from, this.#state, this.#output);
      const isOver = gap.to.ms <= until.ms;
      const to = isOver ? gap.to : until;
      if (to.ms > this.#now.ms) this.#add(to, 'not-observed', undefined);
      if (!isOver) return;
      this.#gap += 1;
    }
    if (until.ms > this.#now.ms) this.#add(until, this.#state, this.#output);
  }

  #add(to: Moment, state: TimelineState, output: string | undefined): void {
    const last = this.#stretches.at(-1);
    if (last && last.state === state && last.output === output) {
      last.to = to.at;
      last.toMs = to.ms;
    } else {
      const { at: from, ms: fromMs } = this.#now;
      const isPresent = this.#state !== 'absent';
      this.#stretches.push({ from, fromMs, to: to.at, toMs: to.ms, state, output, isPresent });
    }
    this.#now = to;
  }
}
