import type { Action } from '@/lib/domain/action';
import type { ActionRequest, TargetFilter, TargetRef } from '@/lib/domain/action-request';
import type { Instance } from '@/lib/domain/instance';
import type { InstanceActionKind } from './kind-looks';

/** An action that somebody is about to begin: on these instances, or on whatever meets a filter. */
export interface Draft {
  readonly kind: InstanceActionKind;
  readonly targets: readonly Instance[] | { readonly filter: TargetFilter };
  /** What is given already, where it is begun again. */
  readonly reason?: string;
}

/** What is asked of the server; null while what is typed is none. */
export type DraftTargets = ActionRequest['targets'];

type Filtered = { readonly filter: TargetFilter };

/** Whether targets are whatever meets a filter. Not by `in`: every array has a `filter`. */
export function isFiltered(targets: DraftTargets | Draft['targets']): targets is Filtered {
  return !Array.isArray(targets);
}

export function targetsOf({ targets }: Draft): DraftTargets {
  return isFiltered(targets) ? targets : targets.map(refOf);
}

export function refOf({ registry, id }: Pick<Instance, 'registry' | 'id'>): TargetRef {
  return { registry, instance: id };
}

/** "everything on 10.0.0.1" */
export function filterWords({ node, address, service, registry }: TargetFilter): string {
  const place = node !== undefined ? `node ${node}` : (address ?? registry);
  return `everything${service === undefined ? '' : ` of ${service}`} on ${place}`;
}

/** What of an action has not been done, because it failed or somebody else was first. */
export function undoneSteps({ steps }: Action): Action['steps'] {
  return steps.filter(({ state }) => state === 'failed' || state === 'conflicted');
}

/** The same again for what of it has not been done. */
export function againOf(draft: Draft, action: Action): Draft {
  const { targets } = draft;
  const undone = new Set(undoneSteps(action).map(({ registry, instance }) => `${registry} ${instance}`));
  return {
    ...draft,
    targets: isFiltered(targets) ? targets : targets.filter(({ registry, id }) => undone.has(`${registry} ${id}`)),
    reason: action.reason,
  };
}
