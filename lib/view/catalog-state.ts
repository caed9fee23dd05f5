import type { Action } from '../domain/action';
import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { ServiceSummary } from '../domain/service';
import type { StreamStatus } from '../stream/read';

/** What the browser knows of the catalog. Every part keeps its identity while nothing in it changes. */
export interface CatalogState {
  readonly status: StreamStatus;
  /** True when a stretch of the stream could not be made good: changes may be missing from `changes`. */
  readonly mayHaveMissed: boolean;
  /** By registry. */
  readonly links: ReadonlyMap<string, Link>;
  /** By {@link serviceKey}; null until the first snapshot. */
  readonly services: ReadonlyMap<string, ServiceSummary> | null;
  /** Those of the service a page looks at, by id; null while no page does. */
  readonly instances: WatchedInstances | null;
  /** Newest first, at most {@link CHANGES_LIMIT}; empty until the first snapshot. */
  readonly changes: readonly Change[];
  /** Newest first, at most {@link ACTIONS_LIMIT}, as they stand; null until the first snapshot. */
  readonly actions: readonly Action[] | null;
  readonly paused: Pause | null;
}

export interface WatchedInstances {
  readonly registry: string;
  readonly service: string;
  readonly items: ReadonlyMap<string, Instance>;
}

/** Since when (ISO 8601) readers see a standing picture, and how many changes wait. */
export interface Pause {
  readonly since: string;
  readonly waiting: number;
}

export const CHANGES_LIMIT = 2_000;
export const ACTIONS_LIMIT = 200;

export const INITIAL_STATE: CatalogState = {
  status: { state: 'connecting' },
  mayHaveMissed: false,
  links: new Map(),
  services: null,
  instances: null,
  changes: [],
  actions: null,
  paused: null,
};
