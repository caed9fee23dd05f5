'use client';

import dynamic from 'next/dynamic';
import { memo } from 'react';
import { ChartSection } from '../charts/chart-section';
import { FLEET_COLUMNS, fleetCells, fleetSummary } from '../charts/fleet-words';
import { useChartRange } from '../charts/use-chart-range';
import { useFleetHistory } from '../charts/use-fleet-history';
import { type Range, rangeMs, rangeWords } from '../history/ranges';
import { FigureTable } from '../ui/figure-table';
import { NothingKnown } from './nothing-known';

// The library that draws is not needed for the first paint.
const FleetChart = dynamic(() => import('../charts/fleet-chart').then((chart) => chart.FleetChart), { ssr: false });

const LEGEND = [
  ['m-crit', 'critical'],
  ['m-warn', 'warning'],
  ['m-out', 'out of rotation'],
  ['m-gap', 'not observed'],
] as const;

/** What was wrong when, over all services. It is drawn again only when that is other, not with every change. */
export const NotPassing = memo(function NotPassing({ range }: { range: Range }) {
  const { data, error, retry } = useFleetHistory(useChartRange(rangeMs(range)));
  const isKnown = data?.buckets.some(({ notObserved }) => notObserved < 1) ?? false;
  return (
    <ChartSection
      id="not-passing"
      title="Instances not passing"
      legend={LEGEND}
      data={{ isThere: data !== null, error, retry }}
      table={() =>
        data && (
          <FigureTable
            label="Instances by state, on average"
            columns={FLEET_COLUMNS}
            rows={data.buckets.map((bucket) => ({ key: bucket.from, cells: fleetCells(bucket, data.to) })).reverse()}
          />
        )
      }
    >
      {(width) =>
        data && isKnown ? (
          <FleetChart history={data} width={width} summary={fleetSummary(data, rangeWords(range))} />
        ) : (
          <NothingKnown range={range} />
        )
      }
    </ChartSection>
  );
});
