import type { Stretch } from './timeline-fold';
import type { TimelineState } from './timeline-state';

/** A stretch of a timeline as the API tells it, ISO 8601. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly state: TimelineState;
  /** Output of the check that decided the state. */
  readonly output?: string;
}

export function spansOf(stretches: readonly Stretch[]): Span[] {
  return stretches.map(({ from, to, state, output }) =>
    output === undefined ? { from, to, state } : { from, to, state, output },
  );
}
