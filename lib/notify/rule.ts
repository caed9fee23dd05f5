import type { WatchedState } from '../domain/notification';

/** How many, or which share (0 to 1) of those that are counted. */
export type Amount = { readonly count: number } | { readonly share: number };

/** When a rule is true of a service: so many of its instances are in the state, or not in it. */
export interface Threshold {
  readonly is: 'at-least' | 'more-than' | 'fewer-than';
  readonly amount: Amount;
}

export interface ServiceCondition {
  readonly state: Exclude<WatchedState, 'absent' | 'stale'>;
  readonly threshold: Threshold;
}

/** `absent` and `stale` are so or not: there is nothing to count. */
export type Condition = ServiceCondition | { readonly state: 'absent' } | { readonly state: 'stale' };

/** What is watched for, how long it has to be so, and whom it is told. */
export interface Rule {
  readonly id: string;
  /** The id of a registry; null for every one. */
  readonly registry: string | null;
  /** A service's name, in which `*` stands for any text. */
  readonly service: string;
  readonly when: Condition;
  readonly forMs: number;
  /** How long it has to be well before it is told that it is. */
  readonly resolveAfterMs: number;
  /** After how long it is told again while it is so; null for never. */
  readonly repeatAfterMs: number | null;
  /** Ids. */
  readonly targets: readonly string[];
  /** What fires together for the same of these makes one message. */
  readonly groupBy: 'rule' | 'registry' | 'service';
}

/** Whether a rule is about what a registry holds, and about the service where one is named. */
export function isAbout(rule: Pick<Rule, 'registry'>, registry: string): boolean {
  return rule.registry === null || rule.registry === registry;
}
