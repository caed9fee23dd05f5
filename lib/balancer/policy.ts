import type { Random } from '../domain/clock';
import type { BalancedRequest, Contender } from './contender';

/** Time and chance, as arguments. */
export interface Surroundings {
  readonly random: Random;
  /** Milliseconds of any clock that does not go back. */
  now(): number;
}

/** How a request ended. */
export interface Outcome {
  readonly latencyMs: number;
  readonly failed: boolean;
}

/** A balancer's private state. One per client or worker that balances on its own. */
export interface Policy {
  /**
   * The instances that may be picked from now on; what the named system keeps over such a change is kept.
   * @throws OptionError where its table would be too large; `fleetProblem` of the offered policy knows beforehand
   */
  update(instances: readonly Contender[]): void;
  /** One of the last update's instances, or null where the system would answer that there is none. */
  pick(request: BalancedRequest): Contender | null;
  /** Only policies that learn from answers have it. The instance may have left meanwhile. */
  finished?(instance: Contender, outcome: Outcome): void;
}

/** Options are flat: numbers, booleans and words. */
export type PolicyOptions = Readonly<Record<string, number | boolean | string>>;

/** What the named system makes of weight 0. `refused` is a configuration error there; here it is never picked. */
export type ZeroWeight = 'refused' | 'never' | 'ignored' | 'mean' | 'one';

/**
 * How many bits of a request's hash a policy takes: all, the lower half, or none, where a hash is of no use to its system.
 * Every policy takes requests with keys: those with bits hash them, IP hash makes clients of them, the others ignore them.
 */
export type HashBits = 64 | 32 | 0;

/** What a policy makes of the fleet's weights and keeps until they change. */
export interface PolicyTable<Options extends PolicyOptions> {
  /** The most points or slots there may be. */
  readonly most: number;
  /** How many there are for these weights. */
  points(weights: readonly number[], options: Options): number;
}

/** One policy: its name, whose rules it follows, and how to make one. */
export interface PolicyKind<Options extends PolicyOptions> {
  /** The file's name. */
  readonly id: string;
  /** Where its rules are written. */
  readonly source: string;
  readonly zeroWeight: ZeroWeight;
  readonly hashBits: HashBits;
  /** Policies that look requests up in a table. */
  readonly table?: PolicyTable<Options>;
  readonly defaults: Options;
  /** The words an option of words may be. */
  readonly words?: { readonly [Name in keyof Options]?: readonly string[] };
  /** Throws {@link OptionError} where the named system would refuse the options. */
  create(options: Options, surroundings: Surroundings): Policy;
}
