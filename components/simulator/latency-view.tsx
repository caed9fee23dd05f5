'use client';

import { type ReactNode, useMemo } from 'react';
import type { LoadAnswer } from '@/lib/simulation/load-answer';
import { useWidth } from '../charts/use-width';
import type { Column } from './columns';
import { timeText } from './figures';
import { LineChart } from './line-chart';
import { logAxis } from './log-axis';
import { ResultSection } from './result-section';

/** The axis of latency goes to four nines, each as wide as the one before. */
const NINES = 4;
const TICKS = [0, 0.5, 0.9, 0.99, 0.999, 0.9999];
const TIMES = [
  ['Mean', 'mean'],
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['p99.9', 'p999'],
  ['Most', 'max'],
] as const;

/** How long answers took, the tail drawn out. */
export function LatencyView({ columns }: { columns: readonly Column<LoadAnswer>[] }): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { axis, lines } = useMemo(() => latencyLines(columns), [columns]);
  return (
    <ResultSection
      title="Latency"
      note="by percentile"
      figures={() => ({
        columns: ['', ...columns.map(({ name }) => name)],
        rows: TIMES.map(([label, which]) => [
          label,
          ...columns.map(({ answer }) => timeText(answer.responseTimeMs?.[which] ?? null)),
        ]),
      })}
    >
      <div ref={ref} className="line-area">
        {lines.length === 0 ? (
          <p className="quiet">Nobody was answered: there is no latency.</p>
        ) : (
          width !== null && (
            <LineChart
              label="Latency by percentile; the same is in the table"
              width={width}
              lines={lines}
              axis={axis}
              ticks={TICKS.map((share) => ({ x: nines(share), text: percentile(share) }))}
            />
          )
        )}
      </div>
    </ResultSection>
  );
}

/** A line a policy, and the axis they share. */
export function latencyLines(columns: readonly Column<LoadAnswer>[]) {
  const axis = logAxis(columns.flatMap(({ answer }) => answer.latencyCurve.slice(1).map(({ ms }) => ms)));
  const lines = columns
    .filter(({ answer }) => answer.latencyCurve.length > 0)
    .map(({ key, name, series, answer }) => ({
      key,
      name,
      ...series,
      points: answer.latencyCurve.slice(1).map(({ share, ms }) => [nines(share), axis.at(ms)] as const),
    }));
  return { axis, lines };
}

function nines(share: number): number {
  // Rounded: 1 - 0.9999 is a little more than a ten-thousandth.
  return share === 0 ? 0 : Math.min(1, -Math.log10(1 - share) / NINES);
}

function percentile(share: number): string {
  return share === 0 ? '0' : `p${Number((100 * share).toFixed(2))}`;
}
