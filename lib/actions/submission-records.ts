import type { Caller } from '../access/caller';
import type { ActionRequest } from '../domain/action-request';
import type { AuditOutcome, NewAuditRecord } from '../domain/audit';
import type { PlannedTarget } from './planned-target';
import type { StoredAction } from './stored-action';

/** Where something was to be done. */
export type Place = Pick<PlannedTarget, 'registry' | 'service' | 'instance'>;

/** What is shown of a value in the audit, in characters. */
const VALUE_LIMIT = 10_000;

/** Why nothing is done to any of some places. */
export function refusals(
  request: ActionRequest,
  places: readonly Place[],
  { caller, detail }: { readonly caller: Caller; readonly detail: string },
): readonly NewAuditRecord[] {
  return places.map((place) => ({ ...recordOf(request, caller, { ...place, outcome: 'refused' }), detail }));
}

/** That an action is about to be done, with what is there and what will be. */
export function attempts(
  request: ActionRequest,
  { id, planned, caller }: { readonly id: string; readonly planned: readonly PlannedTarget[]; readonly caller: Caller },
): readonly NewAuditRecord[] {
  return planned.map((target) => {
    const writes = 'writes' in target.answer ? target.answer.writes : [];
    const values = (of: 'before' | 'after') => {
      const lines = writes.flatMap((write) => (write[of] == null ? [] : [`${write.what}: ${write[of]}`]));
      return lines.length === 0 ? undefined : lines.join('\n').slice(0, VALUE_LIMIT);
    };
    return {
      ...recordOf(request, caller, { ...target, outcome: 'attempted' }),
      action: id,
      before: values('before'),
      after: values('after'),
    };
  });
}

/** How the steps ended for which nothing is to be done: it was so already, or is not what was shown. */
export function endsAtOnce(
  request: ActionRequest,
  { id, steps }: StoredAction,
  caller: Caller,
): readonly NewAuditRecord[] {
  return steps
    .filter(({ isBusy }) => !isBusy)
    .map((step) => ({
      ...recordOf(request, caller, { ...step, outcome: step.state === 'confirmed' ? 'done' : 'failed' }),
      action: id,
      detail: `${step.state}: ${step.detail}`,
    }));
}

function recordOf(
  { kind, reason }: ActionRequest,
  caller: Caller,
  { registry, service, instance, outcome }: Place & { readonly outcome: AuditOutcome },
): NewAuditRecord {
  const actor = caller.identity?.name ?? 'anonymous';
  const named = instance === '' ? undefined : instance;
  return { actor, source: caller.source, kind, outcome, registry, service, instance: named, reason };
}
