import type { ReactNode } from 'react';
import { CHANGE_KINDS } from '@/lib/domain/change';
import { type ChangeFilter, changeFilterParams, ORIGINS } from '@/lib/view/change-filter';
import { FilterChip } from '../ui/filter-chip';
import type { UrlState } from '../ui/use-url-state';
import { ExportButton } from './export-button';

interface ChangesToolbarProps {
  readonly filter: ChangeFilter;
  readonly registries: readonly string[];
  /** Those that have changed, most changes first. */
  readonly services: readonly string[];
  readonly isGrouped: boolean;
  readonly url: UrlState;
}

/** They come from links of other pages, and can be taken off here. */
const GIVEN = [
  ['instance', 'Instance'],
  ['action', 'Action'],
] as const;

/** The filters as chips; what they are set to stands in the address. The same as a file, and by the API. */
export function ChangesToolbar({ filter, registries, services, isGrouped, url }: ChangesToolbarProps): ReactNode {
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  return (
    <div className="toolbar">
      <FilterChip label="Kind" value={filter.kind} options={plain(CHANGE_KINDS)} onChange={set('kind')} />
      <FilterChip label="Service" value={filter.service} options={plain(services)} onChange={set('service')} />
      <FilterChip label="Registry" value={filter.registry} options={plain(registries)} onChange={set('registry')} />
      <FilterChip label="Origin" value={filter.origin} options={plain(ORIGINS)} onChange={set('origin')} />
      {GIVEN.map(
        ([name, label]) =>
          filter[name] !== null && (
            <FilterChip key={name} label={label} value={filter[name]} options={[]} onChange={set(name)} />
          ),
      )}
      <span className="push" />
      <label className="group-switch">
        <input
          type="checkbox"
          className="check"
          checked={isGrouped}
          onChange={() => url.set({ group: isGrouped ? 'off' : null })}
        />
        Group
      </label>
      <ExportButton filter={filter} />
      <a className="btn bare small" href={`/api/v1/changes?${jsonQuery(filter)}`}>
        As JSON
      </a>
    </div>
  );
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}

function jsonQuery(filter: ChangeFilter): string {
  return new URLSearchParams({ ...changeFilterParams(filter), limit: '1000' }).toString();
}
