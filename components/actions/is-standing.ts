import type { Action } from '@/lib/domain/action';
import type { Instance } from '@/lib/domain/instance';

/** Whether this action is why an instance is out. */
export function isStanding(action: Action, { registry, id }: Pick<Instance, 'registry' | 'id'>): boolean {
  return (
    action.kind === 'drain' &&
    action.steps.some(
      (step) =>
        step.registry === registry && step.instance === id && (step.state === 'sent' || step.state === 'confirmed'),
    )
  );
}
