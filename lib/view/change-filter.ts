import type { Change, ChangeKind } from '../domain/change';

/** What the list of changes is narrowed to; an absent field narrows nothing. */
export interface ChangeFilter {
  readonly kind: ChangeKind | null;
  readonly registry: string | null;
  readonly service: string | null;
  readonly instance: string | null;
  readonly origin: Change['origin'] | null;
  /** The id of the action that caused them. */
  readonly action: string | null;
  /** ISO 8601 with milliseconds, UTC, as times of changes are: inclusive. */
  readonly from: string | null;
  /** The same, exclusive. */
  readonly to: string | null;
}

export const ORIGINS = ['rollcall', 'elsewhere'] as const satisfies readonly Change['origin'][];

/** Takes every filter off. */
export const NO_FILTER: ChangeFilter = {
  kind: null,
  registry: null,
  service: null,
  instance: null,
  origin: null,
  action: null,
  from: null,
  to: null,
};

export function matchesChange(change: Change, filter: ChangeFilter): boolean {
  return (
    (filter.kind === null || change.kind === filter.kind) &&
    (filter.registry === null || change.registry === filter.registry) &&
    (filter.service === null || change.service === filter.service) &&
    (filter.instance === null || change.instance === filter.instance) &&
    (filter.origin === null || change.origin === filter.origin) &&
    (filter.action === null || change.action === filter.action) &&
    (filter.from === null || change.at >= filter.from) &&
    (filter.to === null || change.at < filter.to)
  );
}

/** The filter as the parameters of a query; only what narrows. */
export function changeFilterParams(filter: Partial<ChangeFilter>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filter).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== null),
  );
}

/** Whether anything is narrowed. */
export function isFiltered(filter: ChangeFilter): boolean {
  return Object.values(filter).some((value) => value !== null);
}
