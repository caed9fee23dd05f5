'use client';

import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { HandedInstances } from '@/lib/view/catalog-store';
import { presetOf } from '@/lib/view/simulation-presets';
import { setupProblem } from '@/lib/view/simulation-problem';
import { setupQuery } from '@/lib/view/simulation-url';
import { StaleBanner } from '../shell/stale-banner';
import { Controls } from './controls';
import { FleetChanged } from './fleet-changed';
import { NothingYet } from './nothing-yet';
import { Results } from './results';
import { RunState } from './run-state';
import { SimulatorHead } from './simulator-head';
import { useLiveFleet } from './use-live-fleet';
import { useSetup } from './use-setup';
import { useSimulation } from './use-simulation';

interface SimulatorPageProps {
  /** The service the address names, as it stands; null for a made-up fleet. */
  readonly handed: HandedInstances | null;
  readonly registries: readonly string[];
}

/** Balancing policies side by side on one fleet and the same requests; the address holds all of it. */
export function SimulatorPage({ handed, registries }: SimulatorPageProps): ReactNode {
  const state = useSetup();
  const { setup, replace, write } = state;
  const live = useLiveFleet(handed);
  const simulation = useSimulation();
  const { run: begin, results, work } = simulation;
  const problem = setupProblem(setup);
  const isBegun = useRef(false);

  const run = useCallback(
    (asked = setup) => {
      replace(asked);
      write();
      begin(asked);
    },
    [setup, replace, write, begin],
  );

  useEffect(() => {
    // A link that holds a fleet is shown at once, and so is a service as it stands.
    if (isBegun.current) return;
    const { fleet, origin } = setup;
    const asked = fleet.length === 0 && live && origin ? { ...setup, fleet: live.members } : setup;
    if (setupProblem(asked) !== null) return;
    isBegun.current = true;
    run(asked);
  }, [setup, live, run]);

  const preset = presetOf(setup.preset);
  const isBehind = results !== null && results.query !== setupQuery(setup);
  return (
    <div className="page simulator">
      <SimulatorHead
        state={state}
        work={work}
        results={isBehind ? null : results}
        problem={problem}
        onRun={() => run()}
        onCancel={simulation.cancel}
      />
      {handed && <StaleBanner registry={handed.registry} />}
      <FleetChanged setup={setup} live={live} onTake={run} />
      <div className="sim">
        <Controls state={state} live={live} registries={registries} />
        <div className="sim-main">
          {preset && (
            <p className="look">
              <b>{preset.title}.</b> {preset.look}
            </p>
          )}
          <RunState
            work={work}
            problem={setup.fleet.length > 0 ? problem : null}
            isBehind={isBehind}
            onRun={() => run()}
          />
          {results ? (
            <Results results={results} isBehind={isBehind || work.state === 'working'} />
          ) : (
            <NothingYet state={state} live={live} isWorking={work.state === 'working'} onRun={run} />
          )}
        </div>
      </div>
    </div>
  );
}
