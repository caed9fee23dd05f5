import type { FactSheet } from '../../../domain/fact-sheet';
import type { HealthEntry } from '../health-entry';

/** What a convention reads otherwise than plain Consul; what it leaves out is read plainly. */
export interface Reading {
  readonly version?: string | null;
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly endpoints?: readonly string[];
  /** What its own clients use, who do not look at Consul's weights; null where they know none. */
  readonly weight?: number | null;
  /** Where its own words take it out of rotation; maintenance does so anyway. */
  readonly rotation?: 'out';
  readonly zone?: string | null;
}

/**
 * Where the weight is that a framework's clients use.
 * - `passing`: `Weights.Passing`. `both`: `Weights.Passing` and `Weights.Warning`, which have to be the same.
 * - `meta`: `Meta.weight`.
 * - `elsewhere`: where it cannot be set without writing the framework's own words anew.
 */
export type WeightPlace = 'passing' | 'both' | 'meta' | 'elsewhere';

/** How one framework writes itself into Consul. Everything it reads is hostile text. */
export interface Convention {
  readonly format: string;
  readonly sheet: FactSheet;
  /** `passing` when absent. */
  readonly weightPlace?: WeightPlace;
  /** Null where the entry is not of this framework. */
  read(entry: HealthEntry): Reading | null;
}
