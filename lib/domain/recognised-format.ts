import type { FactSheet, FormatExample } from './fact-sheet';

/** What one registry holds of one format. */
export interface FormatUse {
  readonly registry: string;
  /** Instances of the catalog; several keys may be one. */
  readonly instances: number;
  /** Keys that are markers or configuration. */
  readonly belonging: number;
  /** Keys rejected that come nearest to it. */
  readonly rejected: number;
  readonly examples: readonly FormatExample[];
}

/** One known format, and what of it was recognised where. */
export interface RecognisedFormat extends FactSheet {
  /** The kind of registry it is written into: some frameworks know several, and write other things there. */
  readonly kind: 'etcd' | 'consul' | 'memory';
  readonly instances: number;
  readonly registries: readonly FormatUse[];
}
