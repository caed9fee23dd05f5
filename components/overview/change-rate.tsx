'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { memo } from 'react';
import { ChartSection } from '../charts/chart-section';
import { RATE_COLUMNS, rateCells, rateSummary } from '../charts/rate-words';
import { useChangeCounts } from '../charts/use-change-counts';
import { useChartRange } from '../charts/use-chart-range';
import { type Range, rangeMs, rangeWords } from '../history/ranges';
import { FigureTable } from '../ui/figure-table';

const RateChart = dynamic(() => import('../charts/rate-chart').then((chart) => chart.RateChart), { ssr: false });

const LEGEND = [
  ['m-unk', 'change'],
  ['m-crit', 'critical or left'],
] as const;

/** How much changed when, over all services. It is drawn again only when that is other. */
export const ChangeRate = memo(function ChangeRate({ range }: { range: Range }) {
  const { data, error, retry } = useChangeCounts(useChartRange(rangeMs(range)));
  return (
    <ChartSection
      id="change-rate"
      title="Changes a minute"
      sub={
        data && (
          <Link href={`/changes?range=${range}`}>
            {data.total.toLocaleString('en')} in {rangeWords(range)}
          </Link>
        )
      }
      legend={LEGEND}
      data={{ isThere: data !== null, error, retry }}
      table={() =>
        data && (
          <FigureTable
            label="Changes"
            columns={RATE_COLUMNS}
            rows={data.buckets.map((bucket) => ({ key: bucket.from, cells: rateCells(bucket, data.to) })).reverse()}
          />
        )
      }
    >
      {(width) => data && <RateChart counts={data} width={width} summary={rateSummary(data, rangeWords(range))} />}
    </ChartSection>
  );
});
