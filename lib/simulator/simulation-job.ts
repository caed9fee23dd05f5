import type { PolicyOptions } from '../balancer/policy';
import type { Scenario } from '../simulation/scenario';
import type { SharesAsked } from '../simulation/simulate-shares';

/** One simulation: nothing but data. */
export interface SimulationJob {
  /** The id of a known policy. */
  readonly policy: string;
  readonly options: PolicyOptions;
  /** How many of the first picks the answer has, at most. */
  readonly mostPicks?: number;
  /** Picks alone, or a run in virtual time. */
  readonly asked: { readonly shares: SharesAsked } | { readonly load: Scenario };
}

/** What a thread is given: one simulation, or several whose answers come together. */
export type SimulationTask = SimulationJob | { readonly jobs: readonly SimulationJob[] };
