import type { ReactNode } from 'react';
import { FleetList } from './fleet-list';
import { MoreFields } from './more-fields';
import { PolicyList } from './policy-list';
import { PresetField } from './preset-field';
import { QuestionField } from './question-field';
import { ServiceField } from './service-field';
import { TrafficFields } from './traffic-fields';
import type { LiveFleet } from './use-live-fleet';
import type { SetupState } from './use-setup';

interface ControlsProps {
  readonly state: SetupState;
  readonly live: LiveFleet | null;
  readonly registries: readonly string[];
  readonly onRun: () => void;
}

/** Everything that can be set, what matters most first. */
export function Controls({ state, live, registries, onRun }: ControlsProps): ReactNode {
  return (
    <form
      id="settings"
      className="ctl"
      aria-label="Settings"
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <ServiceField state={state} registries={registries} />
      <FleetList state={state} live={live} />
      <QuestionField state={state} />
      <TrafficFields state={state} />
      <PolicyList state={state} />
      <MoreFields state={state} />
      <PresetField state={state} />
      {/* Enter in a field runs: browsers want something that submits for that. */}
      <input type="submit" hidden />
    </form>
  );
}
