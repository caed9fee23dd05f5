import type { ObservedInstance } from './instance';

/** What a key and a value would be read as, were they in the registry. */
export interface TriedValue {
  /** `part`: one of the keys that make an instance together; alone it is none. */
  readonly outcome: 'instance' | 'part' | 'belonging' | 'rejected';
  readonly format?: string;
  /** What it is where it is no instance, in plain words: "configurator". */
  readonly what?: string;
  /** Why it was rejected. */
  readonly reason?: string;
  readonly nearestFormat?: string;
  /** One key may be several; they hang on no lease. */
  readonly instances: readonly ObservedInstance[];
}
