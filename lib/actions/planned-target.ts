import type { Caller } from '../access/caller';
import type { Clock } from '../domain/clock';
import type { Feed } from '../feed/feed';
import type { Plan, PlanConflict, Refusal } from '../registry/operations';
import type { Storage } from '../storage/storage';
import type { Holding } from './holdings';
import type { Before } from './outcome';

export interface PlanDeps {
  readonly feed: Feed;
  readonly storage: Pick<Storage, 'db'>;
  readonly clock: Clock;
}

/** Who asks for a plan, and with what it is made. */
export interface Planning {
  readonly deps: PlanDeps;
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

/** One target, and what its registry says to the wish. */
export interface PlannedTarget {
  readonly registry: string;
  readonly service: string;
  readonly instance: string;
  readonly address: string;
  readonly format: string;
  /** Null for one that is not there yet. */
  readonly before: Before | null;
  /** The drain that stands on it; null where none of Rollcall's does. */
  readonly standing: Holding | null;
  readonly answer: Plan | Refusal | PlanConflict;
}

export function isRefusal(answer: PlannedTarget['answer']): answer is Refusal {
  return 'refusal' in answer;
}

export function isConflict(answer: PlannedTarget['answer']): answer is PlanConflict {
  return 'conflict' in answer;
}
