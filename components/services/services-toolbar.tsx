import type { ReactNode } from 'react';
import { HEALTHS } from '@/lib/domain/instance';
import { useFormatTitle } from '../formats/format-names';
import { FilterChip, type FilterOption } from '../ui/filter-chip';
import type { UrlState } from '../ui/use-url-state';
import type { ServiceFilters } from './service-filters';

interface ServicesToolbarProps {
  readonly filters: ServiceFilters;
  readonly options: { readonly tags: readonly string[]; readonly formats: readonly string[] };
  readonly registries: readonly string[];
  readonly url: UrlState;
  readonly children: ReactNode;
}

const SORTS: readonly FilterOption[] = [
  { value: 'worst', label: 'worst first' },
  { value: 'name', label: 'name' },
  { value: 'since', label: 'latest first' },
  { value: 'instances', label: 'most instances' },
];
const ROTATIONS: readonly FilterOption[] = [
  { value: 'in', label: 'in' },
  { value: 'out', label: 'out' },
];

/** The filters as chips; what they are set to stands in the address. */
export function ServicesToolbar({ filters, options, registries, url, children }: ServicesToolbarProps): ReactNode {
  const titleOf = useFormatTitle();
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  return (
    <div className="toolbar">
      <FilterChip label="Health" value={filters.health ?? null} options={plain(HEALTHS)} onChange={set('health')} />
      <FilterChip label="Rotation" value={filters.rotation ?? null} options={ROTATIONS} onChange={set('rotation')} />
      <FilterChip
        label="Format"
        value={filters.format ?? null}
        options={options.formats.map((format) => ({ value: format, label: titleOf(format) }))}
        onChange={set('format')}
      />
      <FilterChip label="Tag" value={filters.tag ?? null} options={plain(options.tags)} onChange={set('tag')} />
      {registries.length > 1 && (
        <FilterChip
          label="Registry"
          value={filters.registry ?? null}
          options={plain(registries)}
          onChange={set('registry')}
        />
      )}
      <span className="rule" />
      <FilterChip
        label="Sort"
        any={null}
        value={filters.sort}
        options={SORTS}
        onChange={(sort) => url.set({ sort: sort === 'worst' ? null : sort })}
      />
      <span className="push" />
      {children}
    </div>
  );
}

function plain(values: readonly string[]): FilterOption[] {
  return values.map((value) => ({ value, label: value }));
}
