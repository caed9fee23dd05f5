import type { Insertable, Selectable } from 'kysely';
import { type ActionKind, actionState } from '../domain/action';
import { actionText } from '../domain/action-search';
import { isoTime } from '../domain/clock';
import { storedText } from '../storage/stored-text';
import type { ActionStepsTable, ActionsTable } from '../storage/tables';
import { isOpen, type StoredAction, type StoredStep } from './stored-action';

type Immutable = Pick<StoredAction, 'source' | 'reason' | 'weight' | 'scheduledRevertAt'>;

/** The process that works on an action, and until when nobody else may; milliseconds since 1970. */
export interface Claim {
  readonly by: string;
  readonly until: number;
}

export function actionRow(action: StoredAction, claim: Claim, now: number): Insertable<ActionsTable> {
  const { id, kind, at, actor, source, reason, weight, scheduledRevertAt, dueAt, revertBy, steps } = action;
  const body: Immutable = { source, reason, scheduledRevertAt, ...(weight !== undefined && { weight }) };
  return {
    id,
    at: Date.parse(at),
    state: actionState(steps),
    kind,
    actor,
    revert_at: dueAt,
    revert_by: revertBy,
    is_open: isOpen(action) ? 1 : 0,
    changed_at: now,
    claimed_by: claim.by,
    claimed_until: claim.until,
    words: storedText(actionText(action)),
    body: JSON.stringify(body),
  };
}

export function stepRow(action: string, position: number, step: StoredStep): Insertable<ActionStepsTable> {
  const { registry, service, instance } = step;
  return {
    action,
    position,
    registry,
    service: storedText(service),
    instance,
    is_busy: step.isBusy ? 1 : 0,
    is_standing: step.isStanding ? 1 : 0,
    body: JSON.stringify(step),
  };
}

/** @param steps of this action, in their order */
export function storedAction(
  row: Selectable<ActionsTable>,
  steps: readonly Pick<ActionStepsTable, 'body'>[],
): StoredAction {
  return {
    ...(JSON.parse(row.body) as Immutable),
    id: row.id,
    kind: row.kind as ActionKind,
    at: isoTime(row.at),
    actor: row.actor,
    dueAt: row.revert_at,
    revertBy: row.revert_by,
    steps: steps.map(({ body }) => JSON.parse(body) as StoredStep),
  };
}
