'use client';

import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type TheoryCurve, theoryOf } from '@/lib/simulation/theory-curves';
import { SWEPT_LOADS, type SweepPoint } from '@/lib/simulation/utilisation-sweep';
import { scenarioOf } from '@/lib/view/simulation-plan';
import { useWidth } from '../charts/use-width';
import { allColumns } from './columns';
import { percentText, timeText } from './figures';
import { type ChartLine, LineChart } from './line-chart';
import { logAxis } from './log-axis';
import { ResultSection } from './result-section';
import { seriesAt } from './series';
import type { Results } from './use-simulation';
import { useWorker } from './use-worker';
import type { WorkerSaid } from './worker-messages';

const LEAST = SWEPT_LOADS[0];
const MOST = SWEPT_LOADS.at(-1) ?? 1;
const xOf = (load: number) => (load - LEAST) / (MOST - LEAST);

/** The mean time over one load after another, theory beside it; worked out when asked for. */
export function SweepView({ results }: { results: Results }): ReactNode {
  const { setup } = results;
  const { ref, width } = useWidth<HTMLDivElement>();
  const [swept, setSwept] = useState<readonly (readonly SweepPoint[])[]>([]);
  const onSaid = useCallback((said: WorkerSaid) => {
    if (said.kind === 'swept') setSwept((before) => [...before, said.points]);
  }, []);
  const { work, ask, cancel } = useWorker(onSaid);
  // A sweep is of a fleet that stays as it is.
  const asked = useMemo(() => ({ ...setup, events: [] }), [setup]);
  const { curves: theory, note } = useMemo(() => theoryOf(scenarioOf(asked), SWEPT_LOADS), [asked]);
  const columns = useMemo(() => allColumns(results), [results]);
  const runs = swept.map((points, place) => ({ points, place, name: columns[place]?.name ?? '' }));

  const begin = () => {
    setSwept([]);
    ask({ kind: 'sweep', setup: asked });
  };
  const button =
    work.state === 'working' ? (
      <button type="button" className="btn small" onClick={cancel}>
        Cancel, {percentText(work.done, 0)}
      </button>
    ) : (
      <button type="button" className="btn small" onClick={begin}>
        {swept.length > 0 ? 'Sweep again' : 'Sweep the load'}
      </button>
    );
  const { axis, lines } = sweepLines(runs, theory);
  return (
    <ResultSection
      title="Mean over load"
      note={note}
      legend={button}
      figures={() => ({
        columns: ['Load', ...runs.map(({ name }) => name), ...theory.map(({ title }) => `${title}, theory`)],
        rows: SWEPT_LOADS.map((load, at) => [
          percentText(load, 0),
          ...runs.map(({ points }) => timeText(points[at]?.meanMs ?? null)),
          ...theory.map(({ meanMs }) => timeText(meanMs[at] ?? null)),
        ]),
      })}
    >
      <div ref={ref} className="line-area sweep">
        {work.state === 'failed' && <p className="quiet">The sweep failed: {work.message}</p>}
        {swept.length === 0 && work.state !== 'failed' && (
          <p className="quiet">
            Seven loads from 50 to 95 %, {setup.requests.toLocaleString('en')} requests each and for each policy: worked
            out when you ask for it.
          </p>
        )}
        {swept.length > 0 && width !== null && (
          <LineChart
            label="Mean time over load; the same is in the table"
            width={width}
            lines={lines}
            axis={axis}
            ticks={SWEPT_LOADS.filter((load) => load !== 0.85).map((load) => ({
              x: xOf(load),
              text: percentText(load, 0),
            }))}
          />
        )}
      </div>
    </ResultSection>
  );
}

interface Swept {
  readonly name: string;
  readonly place: number;
  readonly points: readonly SweepPoint[];
}

function sweepLines(runs: readonly Swept[], theory: readonly TheoryCurve[]) {
  const times = [
    ...runs.flatMap(({ points }) => points.map(({ meanMs }) => meanMs)),
    ...theory.flatMap(({ meanMs }) => meanMs),
  ];
  const axis = logAxis(times.filter((ms) => ms !== null));
  const points = (ms: readonly (number | null)[]) =>
    ms.flatMap((value, at) => (value === null ? [] : [[xOf(SWEPT_LOADS[at] ?? 0), axis.at(value)] as const]));
  const lines: readonly ChartLine[] = [
    ...theory.map(({ id, title, meanMs }) => ({
      key: id,
      name: title,
      colour: '--ink-3',
      dash: '',
      points: points(meanMs),
      isThin: true,
    })),
    ...runs.map((run) => ({
      key: `run ${run.place}`,
      name: run.name,
      ...seriesAt(run.place),
      points: points(run.points.map(({ meanMs }) => meanMs)),
    })),
  ];
  return { axis, lines };
}
