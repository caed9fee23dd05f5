import { CHANGE_KINDS, type Change, type ChangeKind } from '../domain/change';

/** What the list of changes is narrowed to; an absent field narrows nothing. */
export interface ChangeFilter {
  readonly kind: ChangeKind | null;
  readonly registry: string | null;
  readonly service: string | null;
  readonly origin: Change['origin'] | null;
  /** The id of the action that caused them. */
  readonly action: string | null;
}

export const ORIGINS = ['rollcall', 'elsewhere'] as const satisfies readonly Change['origin'][];

export function matchesChange(change: Change, filter: ChangeFilter): boolean {
  return (
    (filter.kind === null || change.kind === filter.kind) &&
    (filter.registry === null || change.registry === filter.registry) &&
    (filter.service === null || change.service === filter.service) &&
    (filter.origin === null || change.origin === filter.origin) &&
    (filter.action === null || change.action === filter.action)
  );
}

/** The filter as the parameters of a query; only what narrows. */
export function changeFilterParams(filter: ChangeFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));
}

export interface Count {
  readonly value: string;
  readonly count: number;
}

/**
 * How many changes each kind and each service would leave: each counted with the other filters only, so that choosing
 * one does not hide its neighbours. Services most first, at most `limit`.
 */
export function countChanges(
  changes: readonly Change[],
  filter: ChangeFilter,
  limit: number,
): { readonly kinds: readonly Count[]; readonly services: readonly Count[]; readonly causes: readonly Count[] } {
  const kinds = new Map<string, number>();
  const services = new Map<string, number>();
  const causes = new Map<string, number>();
  for (const change of changes) {
    if (matchesChange(change, { ...filter, kind: null })) raise(kinds, change.kind);
    if (change.service !== null && matchesChange(change, { ...filter, service: null })) raise(services, change.service);
    if (change.kind === 'deregistered' && matchesChange(change, filter)) raise(causes, change.cause ?? 'unknown');
  }
  return {
    kinds: CHANGE_KINDS.filter((kind) => kinds.has(kind))
      .map((value) => ({ value, count: kinds.get(value) ?? 0 }))
      .sort(mostFirst),
    services: countsOf(services).slice(0, limit),
    causes: countsOf(causes),
  };
}

function raise(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function countsOf(counts: ReadonlyMap<string, number>): Count[] {
  return [...counts].map(([value, count]) => ({ value, count })).sort(mostFirst);
}

function mostFirst(a: Count, b: Count): number {
  return b.count - a.count;
}
