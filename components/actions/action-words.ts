import type { Action, ActionKind, ActionStep, StepState } from '@/lib/domain/action';
import { counted } from '../ui/counted';
import { plainDirection } from '../ui/plain-direction';
import { cameBack } from './came-back';
import { KIND_LOOKS } from './kind-looks';

/** What an action is about: where of one, how many of several. */
interface Subject {
  readonly address: string;
  readonly service: string;
}

/** "orders 10.0.0.1:80", "3 of orders", "5 instances of 2 services". */
export function subjectWords(subjects: readonly Subject[]): string {
  const [first] = subjects;
  if (first && subjects.length === 1) return plainDirection(`${first.service} ${first.address}`);
  const services = new Set(subjects.map(({ service }) => service));
  if (first && services.size === 1) return `${subjects.length} of ${plainDirection(first.service)}`;
  const instances = counted(subjects.length, 'instance');
  return services.size === 0 ? instances : `${instances} of ${services.size} services`;
}

/** "Drain 3 of orders", "Set the weight of orders 10.0.0.1:80 to 50": what a button or a heading names. */
export function actionWords(kind: ActionKind, what: string, weight?: number): string {
  if (kind !== 'set-weight') return `${KIND_LOOKS[kind].verb} ${what}`;
  return `Set the weight of ${what}${weight === undefined ? '' : ` to ${weight}`}`;
}

/** The same where the service stands beside it: "Drain 10.0.0.1:80", "Drain 3", "Set weight to 50". */
export function shortActionWords({ kind, steps, weight }: Pick<Action, 'kind' | 'steps' | 'weight'>): string {
  const [first] = steps;
  const what = first && steps.length === 1 ? plainDirection(first.address) : String(steps.length);
  return kind === 'set-weight' ? `Set weight of ${what} to ${weight}` : `${KIND_LOOKS[kind].verb} ${what}`;
}

/** What has become of an action, in a sentence; also while it goes on. */
export function outcomeWords(action: Action): string {
  const { kind, steps, weight } = action;
  const what = subjectWords(steps);
  const verb = steps.length === 1 ? 'is' : 'are';
  const counts = countStates(steps);
  const only = counts.size === 1 ? action.state : null;
  const first = steps.find(({ state }) => state === action.state);
  if (only === 'planned') return `${KIND_LOOKS[kind].doing} ${what}.`;
  if (only === 'sent') return `${KIND_LOOKS[kind].doing} ${what}: written, watching what becomes of it.`;
  if (only === 'confirmed') {
    const back = steps.filter(cameBack);
    if (back.length > 0)
      return `${what}: ${back.length === 1 ? back[0]?.address : back.length} came back, and not by Rollcall.`;
    return kind === 'set-weight'
      ? `The weight of ${what} is ${weight ?? 'set'}.`
      : `${what} ${verb} ${KIND_LOOKS[kind].done}.`;
  }
  if (only === 'reverted') return `${what}: ${takenBackWords(kind)}.`;
  if (only === 'returned' && steps.length === 1) return `${what} ${returnedWords(first)}.`;
  if (only === 'conflicted' && steps.length === 1) {
    return `${what} was changed by somebody else meanwhile: nothing was written.`;
  }
  if (only === 'failed' && steps.length === 1) {
    return `Could not ${KIND_LOOKS[kind].verb.toLowerCase()} ${what}${first?.detail ? `: ${ended(first.detail)}` : '.'}`;
  }
  const parts = [...counts].map(([state, count]) => `${count} ${state}`);
  return `${KIND_LOOKS[kind].verb} ${what}: ${parts.join(', ')}.`;
}

/** "came back after 7 s: it registers itself again" */
export function returnedWords(step: Pick<ActionStep, 'returnedAfterSeconds'> | undefined): string {
  const after = step?.returnedAfterSeconds;
  return `came back${after === undefined ? '' : ` after ${after} s`}: its framework registers it again`;
}

/** How many steps are in each state, in the order they occur. */
export function countStates(steps: readonly ActionStep[]): ReadonlyMap<StepState, number> {
  const counts = new Map<StepState, number>();
  for (const { state } of steps) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** Whether the end of an action is still open. */
export function isRunning({ state }: Pick<Action, 'state'>): boolean {
  return state === 'planned' || state === 'sent';
}

function takenBackWords(kind: ActionKind): string {
  switch (kind) {
    case 'drain':
      return 'back in rotation';
    case 'restore':
      return 'out of rotation again';
    case 'deregister':
      return 'registered again';
    case 'register':
      return 'deregistered again';
    case 'write-health':
      return 'no longer written as critical';
    case 'set-weight':
      return 'the weight is what it was';
  }
}

function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
