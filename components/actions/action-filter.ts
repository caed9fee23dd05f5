import {
  ACTION_KINDS,
  type Action,
  type ActionKind,
  compareActions,
  STEP_STATES,
  type StepState,
} from '@/lib/domain/action';
import { actionText } from '@/lib/domain/action-search';
import { searchWords } from '@/lib/domain/query';

/** What the list of actions is narrowed to; an absent field narrows nothing. */
export interface ActionFilter {
  readonly state: StepState | null;
  readonly kind: ActionKind | null;
  readonly registry: string | null;
  /** Words in its id, who, why, service, address and instance. */
  readonly q: string | null;
}

/** The filter that an address asks for; what is no state, kind or registry narrows nothing. */
export function actionFilterFrom(get: (name: string) => string | null, registries: readonly string[]): ActionFilter {
  return {
    state: STEP_STATES.find((state) => state === get('state')) ?? null,
    kind: ACTION_KINDS.find((kind) => kind === get('kind')) ?? null,
    registry: registries.find((registry) => registry === get('registry')) ?? null,
    q: get('q')?.trim() || null,
  };
}

/** The filter as the parameters of a query; only what narrows. */
export function actionFilterParams(filter: ActionFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Whether an action is in the list, as the server would decide. */
export function matchesAction(action: Action, { state, kind, registry, q }: ActionFilter): boolean {
  if (state !== null && action.state !== state) return false;
  if (kind !== null && action.kind !== kind) return false;
  if (registry !== null && !action.steps.some((step) => step.registry === registry)) return false;
  const text = q === null ? '' : actionText(action);
  return searchWords(q ?? undefined).every((word) => text.includes(word));
}

/** Live actions over those asked for, newest first: what the stream tells of an action holds. */
export function mergeActions(live: readonly Action[], asked: readonly Action[]): readonly Action[] {
  const merged = new Map(asked.map((action) => [action.id, action]));
  for (const action of live) merged.set(action.id, action);
  return [...merged.values()].sort(compareActions);
}
