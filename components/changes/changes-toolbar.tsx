import type { ReactNode } from 'react';
import { CHANGE_KINDS } from '@/lib/domain/change';
import { type ChangeFilter, ORIGINS } from '@/lib/view/change-filter';
import { FilterChip } from '../ui/filter-chip';
import type { UrlState } from '../ui/use-url-state';

interface ChangesToolbarProps {
  readonly filter: ChangeFilter;
  readonly registries: readonly string[];
  /** Those that have changed, most changes first. */
  readonly services: readonly string[];
  readonly url: UrlState;
  readonly children: ReactNode;
}

/** The filters as chips; what they are set to stands in the address. */
export function ChangesToolbar({ filter, registries, services, url, children }: ChangesToolbarProps): ReactNode {
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  return (
    <div className="toolbar">
      <FilterChip label="Kind" value={filter.kind} options={plain(CHANGE_KINDS)} onChange={set('kind')} />
      <FilterChip label="Service" value={filter.service} options={plain(services)} onChange={set('service')} />
      <FilterChip label="Registry" value={filter.registry} options={plain(registries)} onChange={set('registry')} />
      <FilterChip label="Origin" value={filter.origin} options={plain(ORIGINS)} onChange={set('origin')} />
      {filter.action !== null && (
        <FilterChip label="Action" value={filter.action} options={[]} onChange={set('action')} />
      )}
      <span className="push" />
      {children}
    </div>
  );
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}
