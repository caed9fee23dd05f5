import { type Action, type ActionKind, type ActionStep, actionState } from '../domain/action';
import { isoTime } from '../domain/clock';
import type { Order } from '../registry/operations';
import type { Before } from './outcome';

/** One target with what only its execution needs. */
export interface StoredStep extends ActionStep {
  /** Null where it was so already and nothing is to be done. */
  readonly order: Order | null;
  readonly undo: Order | null;
  readonly onReturn: Order | null;
  readonly returnWindowSeconds: number;
  /** Whether it is to be done with the operator's own token, which is not kept. */
  readonly needsCredential: boolean;
  /** How the instance stood; null for one that was not there. */
  readonly before: Before | null;
  /** When the watch first showed it done, ISO 8601. */
  readonly seenAt: string | null;
  /** Written, as far as is known, and neither undone by somebody nor taken back. */
  readonly isStanding: boolean;
  /** Deregistered a short while ago: it is watched whether it comes back although it is confirmed. */
  readonly mayReturn: boolean;
  /** Nobody else may act on the instance meanwhile. */
  readonly isBusy: boolean;
}

/** An action as it is kept. */
export interface StoredAction {
  readonly id: string;
  readonly kind: ActionKind;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  /** Where the actor asked from; for the audit. */
  readonly source: string;
  readonly reason: string;
  readonly weight?: number;
  /** When it was to be taken back as asked at first, ISO 8601. */
  readonly scheduledRevertAt: string | null;
  /** When it is to be taken back, milliseconds since 1970; null when never, or no more. */
  readonly dueAt: number | null;
  /** Who asked to take it back now; null for the clock. */
  readonly revertBy: string | null;
  readonly steps: readonly StoredStep[];
}

/** What everybody may see of it. */
export function toAction(stored: StoredAction): Action {
  const { id, kind, at, actor, reason, weight, steps } = stored;
  return {
    id,
    kind,
    at,
    actor,
    reason,
    revertAt: revertAtOf(stored),
    state: actionState(steps),
    ...(weight !== undefined && { weight }),
    isRevertible: isRevertible(stored),
    steps: steps.map(toStep),
  };
}

/** Whether something of it can be taken back, and nobody asked for that yet. */
export function isRevertible({ steps, dueAt, revertBy }: StoredAction): boolean {
  return (revertBy === null || dueAt === null) && steps.some(canRevert);
}

export function canRevert({ undo, state, isStanding }: StoredStep): boolean {
  return undo !== null && (isStanding || state === 'planned');
}

/** Whether somebody has to work on it, or to watch what became of it. */
export function isOpen({ kind, dueAt, steps }: StoredAction): boolean {
  return dueAt !== null || steps.some((step) => step.isBusy || isWatched(kind, step));
}

/** Whether it is watched although nothing is to be done: a drain for as long as it stands. */
export function isWatched(kind: ActionKind, { isStanding, isBusy, mayReturn }: StoredStep): boolean {
  return isStanding && !isBusy && (kind === 'drain' || mayReturn);
}

function revertAtOf({ scheduledRevertAt, dueAt, revertBy, steps }: StoredAction): string | null {
  if (scheduledRevertAt === null || revertBy !== null) return null;
  const isOver = dueAt === null && !steps.some(({ state }) => state === 'reverted');
  return isOver ? null : scheduledRevertAt;
}

function toStep(step: StoredStep): ActionStep {
  const { registry, instance, service, address, state, since, detail, returnedAfterSeconds } = step;
  return {
    registry,
    instance,
    service,
    address,
    state,
    since,
    ...(detail !== undefined && { detail }),
    ...(returnedAfterSeconds !== undefined && { returnedAfterSeconds }),
  };
}

/** What of a step is new; `detail: null` takes the words away. */
export type StepChange = Partial<Omit<StoredStep, 'detail'>> & { readonly detail?: string | null };

/** The step after a change; a new state is new since `now`, and without the words of the one before. */
export function changeStep(step: StoredStep, { detail, ...change }: StepChange, now: number): StoredStep {
  const { detail: words, ...rest } = step;
  const isNewState = change.state !== undefined && change.state !== step.state;
  const kept = isNewState ? undefined : words;
  const said = detail === undefined ? kept : (detail ?? undefined);
  return {
    ...rest,
    ...change,
    ...(isNewState && { since: isoTime(now) }),
    ...(said !== undefined && { detail: said }),
  };
}
