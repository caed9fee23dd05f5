/** `write-health` says in the instance's own value that it is critical; only the policy of a check asks for it. */
export const ACTION_KINDS = ['drain', 'restore', 'deregister', 'set-weight', 'register', 'write-health'] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/**
 * Where one target of an action is.
 * - `planned`: not touched yet. `sent`: written; the watch has not shown it, or it may still come back.
 * - `confirmed`, `failed`, `conflicted` (somebody else had changed it: nothing was written): final.
 * - `returned`: it was done, and the framework undid it.
 * - `reverted`: it was done, and taken back as asked.
 */
export const STEP_STATES = ['planned', 'sent', 'confirmed', 'returned', 'failed', 'conflicted', 'reverted'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** One target of an action. */
export interface ActionStep {
  readonly registry: string;
  readonly instance: string;
  readonly service: string;
  /** `host:port`; it outlives the instance. */
  readonly address: string;
  readonly state: StepState;
  /** Since when it is in this state, ISO 8601. */
  readonly since: string;
  /** Why it is so, in plain words. */
  readonly detail?: string;
  /** How long the instance stayed as asked before it came back; also where it did so after it was confirmed. */
  readonly returnedAfterSeconds?: number;
}

/** Something an operator asked for, from preview to its end. */
export interface Action {
  readonly id: string;
  readonly kind: ActionKind;
  /** When it was asked for, ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  /** When it is taken back by itself; null when never. */
  readonly revertAt: string | null;
  /** That of its steps: see {@link actionState}. */
  readonly state: StepState;
  readonly weight?: number;
  /** Whether `POST …/revert` can take something of it back now. */
  readonly isRevertible: boolean;
  readonly steps: readonly ActionStep[];
}

/** What needs a person's eye first, then what is still under way, then what is over. */
const STATE_ORDER: readonly StepState[] = [
  'planned',
  'sent',
  'failed',
  'conflicted',
  'returned',
  'confirmed',
  'reverted',
];

/** The state of a whole action: that of its step which comes first in {@link STATE_ORDER}. */
export function actionState(steps: readonly Pick<ActionStep, 'state'>[]): StepState {
  return STATE_ORDER.find((state) => steps.some((step) => step.state === state)) ?? 'confirmed';
}

/** Newest first. */
export function compareActions(a: Action, b: Action): number {
  return a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1;
}
