import type { Change } from '@/lib/domain/change';
import type { Overview } from '@/lib/view/overview';
import type { RegistryHead } from '../registries/use-registries';

/** The overview as the server painted it, until the stream has spoken. */
export interface HandedOverview {
  readonly overview: Overview;
  /** By output key. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly registries: readonly RegistryHead[];
  /** The newest ones. */
  readonly changes: readonly Change[];
  /** The newest ones that took an instance out of rotation or put it back. */
  readonly rotations: readonly Change[];
  /** How long changes are kept. */
  readonly keepDays: number;
}
