'use client';

import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { HandedInstances } from '@/lib/view/catalog-store';
import { openedSetup } from '@/lib/view/simulation-opened';
import { presetOf } from '@/lib/view/simulation-presets';
import { setupProblem } from '@/lib/view/simulation-problem';
import type { PolicyChoice } from '@/lib/view/simulation-setup';
import { setupQuery } from '@/lib/view/simulation-url';
import { StaleBanner } from '../shell/stale-banner';
import { Banner } from '../ui/banner';
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
  /** The policy the configuration names for that service; null where it names none. */
  readonly said: PolicyChoice | null;
}

/** Balancing policies side by side on one fleet and the same requests; the address holds all of it. */
export function SimulatorPage({ handed, registries, said }: SimulatorPageProps): ReactNode {
  const state = useSetup();
  const { setup, replace, take, settle, arrivals, unread } = state;
  const live = useLiveFleet(handed);
  const simulation = useSimulation();
  const { run: begin, results, work } = simulation;
  const problem = setupProblem(setup);
  const main = useRef<HTMLDivElement>(null);
  const isLessonGone = useRef(false);
  /** For which arrival something was begun. */
  const begunFor = useRef(-1);

  const run = useCallback(
    (asked = setup) => {
      if (setupProblem(asked) !== null) return;
      begunFor.current = arrivals;
      take(asked);
      settle();
      begin(asked);
    },
    [setup, arrivals, take, settle, begin],
  );

  useEffect(() => {
    // A link that holds a fleet is shown at once, and so are the way back and a service as it stands.
    if (begunFor.current === arrivals) return;
    const { fleet, origin } = setup;
    const asked = fleet.length === 0 && live && origin ? openedSetup(setup, live.members, said) : setup;
    if (setupProblem(asked) === null) run(asked);
    // What is wrong is said of the instances there are.
    else if (asked !== setup && asked.fleet.length > 0) take(asked);
  }, [setup, arrivals, live, said, run, take]);
  useEffect(() => {
    // The button that was pressed is gone: the keyboard goes on from what it led to.
    if (results && isLessonGone.current) main.current?.focus({ preventScroll: true });
    isLessonGone.current = false;
  }, [results]);

  const preset = presetOf(setup.preset);
  const query = setupQuery(setup);
  const hasFleet = setup.fleet.length > 0;
  const isBehind = hasFleet && results !== null && results.query !== query;
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
        <Controls state={state} live={live} registries={registries} onRun={run} />
        <div className="sim-main" ref={main} tabIndex={-1}>
          {unread.length > 0 && (
            <Banner tone="warning">
              Not all of the link was understood: {unread.join(', ')}. What is usual stands instead.
            </Banner>
          )}
          {preset && (
            <p className="look">
              <b>{preset.title}.</b> {preset.look}
            </p>
          )}
          <RunState
            work={work}
            problem={hasFleet ? problem : null}
            isBehind={isBehind}
            isChanged={simulation.asked !== query}
            hasResults={results !== null}
            onRun={() => run()}
          />
          {results && hasFleet ? (
            <Results results={results} isBehind={isBehind || work.state === 'working'} />
          ) : (
            <NothingYet
              state={state}
              live={live}
              isWorking={work.state === 'working'}
              onRun={(lesson) => {
                isLessonGone.current = true;
                replace(lesson);
                run(lesson);
              }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
