import type { ReactNode } from 'react';
import { PRESETS, presetOf, setupOf } from '@/lib/view/simulation-presets';
import { SelectField } from './select-field';
import type { SetupState } from './use-setup';

/** Setups that each teach one thing, over the present one; not shown while the page offers them itself. */
export function PresetField({ state }: { state: SetupState }): ReactNode {
  const { setup, replace } = state;
  if (setup.fleet.length === 0) return null;
  const ids = ['', ...PRESETS.map(({ id }) => id)];
  return (
    <SelectField
      label="Preset"
      value={setup.preset ?? ''}
      choices={ids}
      words={(id) => presetOf(id)?.title ?? 'None'}
      onChoose={(id) => {
        const preset = presetOf(id);
        if (preset) replace(setupOf(preset));
      }}
    />
  );
}
