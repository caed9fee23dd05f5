import type { TimelineState } from '../domain/history';
import { HEALTHS, type Instance } from '../domain/instance';

/** Every state, the worst of a registered instance first: what is counted is counted by the place in here. */
export const STATES = [...HEALTHS, 'out', 'absent', 'not-observed'] as const satisfies readonly TimelineState[];

export const ABSENT = STATES.indexOf('absent');
export const NOT_OBSERVED = STATES.indexOf('not-observed');

/** The place in {@link STATES} of how an instance stands. */
export function stateOf({ health, rotation }: Pick<Instance, 'health' | 'rotation'>): number {
  return STATES.indexOf(rotation === 'out' ? 'out' : health);
}

/** The state at a place in {@link STATES}. */
export function stateAt(place: number): TimelineState {
  return STATES[place] ?? 'not-observed';
}
