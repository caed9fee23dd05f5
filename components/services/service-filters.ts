import { HEALTHS } from '@/lib/domain/instance';
import { type ListQuery, SERVICE_SORTS, type ServiceSort } from '@/lib/domain/query';

/** What the Services page shows, as its address says it. */
export interface ServiceFilters extends Omit<ListQuery, 'service'> {
  readonly sort: ServiceSort;
}

const ROTATIONS = ['in', 'out'] as const;
export const FILTER_NAMES = ['q', 'registry', 'health', 'rotation', 'tag', 'format'] as const;

/** Filters from an address. A value that is none of the allowed ones filters nothing. */
export function filtersFrom(get: (name: string) => string | null, registries: readonly string[]): ServiceFilters {
  const registry = oneOf(registries, get('registry'));
  const health = oneOf(HEALTHS, get('health'));
  const rotation = oneOf(ROTATIONS, get('rotation'));
  const q = get('q')?.trim();
  const tag = get('tag');
  const format = get('format');
  return {
    ...(q && { q }),
    ...(registry && { registry }),
    ...(health && { health }),
    ...(rotation && { rotation }),
    ...(tag && { tag }),
    ...(format && { format }),
    sort: oneOf(SERVICE_SORTS, get('sort')) ?? 'worst',
  };
}

/** Whether anything is left out of the list. */
export function isNarrowed(filters: ServiceFilters): boolean {
  return FILTER_NAMES.some((name) => filters[name] !== undefined);
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
