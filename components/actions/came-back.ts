import type { Action, ActionStep, StepState } from '@/lib/domain/action';

/** Confirmed, and undone by somebody else later: final, and yet not what anybody should be calm about. */
export function cameBack({ state, returnedAfterSeconds }: ActionStep): boolean {
  return state === 'confirmed' && returnedAfterSeconds !== undefined;
}

/** The state an action looks like: a confirmed one of which something came back looks returned. */
export function lookOf({ state, steps }: Pick<Action, 'state' | 'steps'>): StepState {
  return state === 'confirmed' && steps.some(cameBack) ? 'returned' : state;
}

export function stateWords(action: Pick<Action, 'state' | 'steps'>): string {
  return lookOf(action) === action.state ? action.state : `${action.state}, came back`;
}
