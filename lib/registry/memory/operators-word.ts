import type { Rotation } from '../../domain/instance';
import type { HeldInstance } from './record';

/** What an operator decided of an instance, in place of what it says of itself; null where nothing was decided. */
export interface OperatorsWord {
  readonly rotation: Rotation | null;
  readonly weight: number | null;
}

export const NO_WORD: OperatorsWord = { rotation: null, weight: null };

/**
 * What still holds once an instance says `after` of itself: out until it is restored; in only over an instance that says
 * it is out; a weight until the instance names another one.
 */
export function wordAfter(word: OperatorsWord, before: HeldInstance, after: HeldInstance): OperatorsWord {
  const rotation = word.rotation === 'in' && after.rotation === 'in' ? null : word.rotation;
  const weight = after.weight === before.weight ? word.weight : null;
  return { rotation, weight };
}

/** The instance as it is with what was decided of it. */
export function overruled(held: HeldInstance, { rotation, weight }: OperatorsWord): HeldInstance {
  if (rotation === null && weight === null) return held;
  return { ...held, rotation: rotation ?? held.rotation, weight: weight ?? held.weight };
}
