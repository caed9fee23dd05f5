import type { ReactNode } from 'react';
import { PRESETS, setupOf } from '@/lib/view/simulation-presets';
import type { Setup } from '@/lib/view/simulation-setup';
import { EmptyState } from '../ui/empty-state';
import type { LiveFleet } from './use-live-fleet';
import type { SetupState } from './use-setup';

interface NothingYetProps {
  readonly state: SetupState;
  readonly live: LiveFleet | null;
  readonly isWorking: boolean;
  readonly onRun: (setup: Setup) => void;
}

/** Before the first numbers: what one can begin with. */
export function NothingYet({ state, live, isWorking, onRun }: NothingYetProps): ReactNode {
  const { origin, fleet } = state.setup;
  if (isWorking) return <div className="sim-waiting" aria-hidden="true" />;
  if (origin && fleet.length === 0) {
    return (
      <EmptyState icon="services" title={`${origin.service} has no instance`}>
        <p>
          {live
            ? `Nobody is registered under this name in ${origin.registry} now. Choose another service, or make up a fleet.`
            : `There is no registry ${origin.registry} here. Choose a service, or make up a fleet.`}
        </p>
      </EmptyState>
    );
  }
  return (
    <section className="lessons" aria-labelledby="lessons">
      <h2 id="lessons">Begin with one of these</h2>
      <p className="faint">
        Or choose a service at the left: its instances, their weights and health are read from the registry.
      </p>
      <ul>
        {PRESETS.map((preset) => (
          <li key={preset.id}>
            <button type="button" onClick={() => onRun(setupOf(preset))}>
              <b>{preset.title}</b>
              <span>{preset.look}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
