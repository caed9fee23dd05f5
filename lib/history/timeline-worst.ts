import { HEALTHS } from '../domain/instance';
import type { TimelineState } from './timeline-state';

const WORST_FIRST = [...HEALTHS, 'out'] as const;

/** How many instances of a service are in which state, kept at the cost of each change. */
export class WorstState {
  readonly #counts: Record<TimelineState, number> = {
    critical: 0,
    warning: 0,
    unknown: 0,
    passing: 0,
    out: 0,
    absent: 0,
    'not-observed': 0,
  };

  /** Counts one instance from one state over to another. */
  move(before: TimelineState, after: TimelineState): void {
    this.#counts[before] -= 1;
    this.#counts[after] += 1;
  }

  /** The worst health in rotation; `out` when all are out, `absent` when there is none. */
  get state(): TimelineState {
    for (const state of WORST_FIRST) if (this.#counts[state] > 0) return state;
    return 'absent';
  }
}
