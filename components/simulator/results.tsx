'use client';

import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { hasSteadyTargets } from '@/lib/simulation/fleet-events';
import { participants } from '@/lib/view/simulation-plan';
import { ChurnViews } from './churn-views';
import { allColumns, churnColumns, loadColumns, sharesColumns } from './columns';
import { LatencyView } from './latency-view';
import { LoadViews } from './load-views';
import { OwnersView } from './owners-view';
import { PicksView } from './picks-view';
import { PlayView } from './play-view';
import { PolicyHeads } from './policy-heads';
import { ShareView } from './share-view';
import { shortKeys } from './short-keys';
import { SweepView } from './sweep-view';
import type { Results as RunResults } from './use-simulation';

interface ResultsProps {
  readonly results: RunResults;
  /** They are for other settings than those that are set. */
  readonly isBehind: boolean;
}

/** The numbers of a run and their pictures: a column a policy, a row an instance, through all views. */
export function Results({ results, isBehind }: ResultsProps): ReactNode {
  const { setup } = results;
  const load = useMemo(() => loadColumns(results), [results]);
  const shares = useMemo(() => sharesColumns(results), [results]);
  const churn = useMemo(() => churnColumns(results), [results]);
  const all = useMemo(() => allColumns(results), [results]);
  const names = useMemo(() => shortKeys(participants(setup).map(({ id }) => id)), [setup]);
  const marks = useMemo(() => [...new Set(setup.events.map(({ atMs }) => atMs))], [setup]);
  const style = { '--n': all.length } as CSSProperties;
  return (
    <div className={isBehind ? 'results behind' : 'results'} style={style}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard. */}
      <section className="gridw" aria-label="Policies side by side" tabIndex={0}>
        <div className="gridi">
          <PolicyHeads columns={all} isJudged={load.length > 0 && setup.limitMs > 0} />
          {load.length > 0 && (
            <>
              <ShareView columns={load} names={names} hasOldTargets={!hasSteadyTargets(setup.events)} />
              <LoadViews columns={load} names={names} marks={marks} />
              <PicksView columns={load} names={names} picksOf={({ firstPicks }) => firstPicks} />
            </>
          )}
          {shares.length > 0 && (
            <>
              <ShareView columns={shares} names={names} />
              <PicksView columns={shares} names={names} picksOf={({ picks }) => picks} />
            </>
          )}
          {churn.length > 0 && <ChurnViews columns={churn} />}
          <OwnersView columns={all} names={churn[0] ? shortKeys(churn[0].answer.instances) : names} />
          {load.length > 0 && <PlayView key={results.query} results={results} columns={load} names={names} />}
        </div>
      </section>
      {load.length > 0 && (
        <>
          <LatencyView columns={load} />
          <SweepView key={results.query} results={results} />
        </>
      )}
    </div>
  );
}
