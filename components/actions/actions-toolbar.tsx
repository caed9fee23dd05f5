import type { ReactNode } from 'react';
import { ACTION_KINDS, STEP_STATES } from '@/lib/domain/action';
import { FilterChip } from '../ui/filter-chip';
import type { UrlState } from '../ui/use-url-state';
import { WordsField } from '../ui/words-field';
import type { ActionFilter } from './action-filter';
import { KIND_LOOKS } from './kind-looks';

interface ActionsToolbarProps {
  readonly filter: ActionFilter;
  readonly registries: readonly string[];
  readonly url: UrlState;
}

/** The filters as chips; what they are set to stands in the address. */
export function ActionsToolbar({ filter, registries, url }: ActionsToolbarProps): ReactNode {
  const set = (name: string) => (value: string | null) => url.set({ [name]: value });
  return (
    <div className="toolbar">
      <FilterChip label="State" value={filter.state} options={plain(STEP_STATES)} onChange={set('state')} />
      <FilterChip
        label="Action"
        value={filter.kind}
        options={ACTION_KINDS.map((kind) => ({ value: kind, label: KIND_LOOKS[kind].verb }))}
        onChange={set('kind')}
      />
      {registries.length > 1 && (
        <FilterChip label="Registry" value={filter.registry} options={plain(registries)} onChange={set('registry')} />
      )}
      <WordsField words={filter.q ?? ''} url={url} label="Find actions" placeholder="Who, why, service, address" />
    </div>
  );
}

function plain(values: readonly string[]): { value: string; label: string }[] {
  return values.map((value) => ({ value, label: value }));
}
