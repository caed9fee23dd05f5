import type { Change } from '@/lib/domain/change';
import type { RateBucket } from '@/lib/view/change-rate';
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
  readonly rate: readonly RateBucket[];
  /** Since when changes have been counted, milliseconds since 1970. */
  readonly observedFrom: number;
}

export const RATE_MINUTES = 30;
