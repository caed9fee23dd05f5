import type { Caller } from '../access/caller';
import type { ActionRequest } from '../domain/action-request';
import { type Clock, isoTime } from '../domain/clock';
import { isConflict, isRefusal, type PlannedTarget } from './planned-target';
import { timerWords } from './standing-words';
import type { StoredAction, StoredStep } from './stored-action';

export interface NewActionDeps {
  readonly clock: Clock;
  /** Up to 64 letters, digits, `-` or `_`. */
  readonly newId: () => string;
}

/** The action as it begins. @param planned none of which is refused */
export function newAction(
  request: ActionRequest,
  { planned, caller }: { readonly planned: readonly PlannedTarget[]; readonly caller: Caller },
  { clock, newId }: NewActionDeps,
): StoredAction {
  const now = clock.now();
  const { kind, reason, weight, revertAfterSeconds } = request;
  const dueAt = revertAfterSeconds === undefined ? null : now + revertAfterSeconds * 1_000;
  return {
    id: newId(),
    kind,
    at: isoTime(now),
    actor: caller.identity?.name ?? 'anonymous',
    source: caller.source,
    reason,
    ...(weight !== undefined && { weight }),
    scheduledRevertAt: dueAt === null ? null : isoTime(dueAt),
    dueAt,
    revertBy: null,
    steps: planned.map((target) => ({
      ...newStep(target, isoTime(now)),
      needsCredential: caller.credentialFor(target.registry) !== undefined,
    })),
  };
}

function newStep(target: PlannedTarget, since: string): Omit<StoredStep, 'needsCredential'> {
  const { registry, service, instance, address, before, answer } = target;
  const step = {
    registry,
    service,
    instance,
    address,
    since,
    before,
    seenAt: null,
    isStanding: false,
    mayReturn: false,
  };
  const nothing = { order: null, undo: null, onReturn: null, returnWindowSeconds: 0 };
  if (isConflict(answer)) {
    return { ...step, ...nothing, state: 'conflicted', detail: answer.conflict, isBusy: false };
  }
  if (isRefusal(answer) || !answer.order) {
    const timer = target.standing && timerWords(target.standing);
    const detail = timer === null ? 'It was so already.' : `It was so already. ${timer}`;
    return { ...step, ...nothing, state: 'confirmed', detail, isBusy: false };
  }
  const { order, undo, onReturn, returnWindowSeconds } = answer;
  return { ...step, order, undo, onReturn, returnWindowSeconds, state: 'planned', isBusy: true };
}
