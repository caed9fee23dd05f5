'use client';

import type { ReactNode } from 'react';
import type { RateBucket } from '@/lib/view/change-rate';
import { type RateChart, rateChart, type Stretch } from '@/lib/view/rate-bars';
import { minuteTime } from '../changes/clock-time';
import { counted } from '../ui/counted';
import { useWidth } from './use-width';

interface RateOfChangeProps {
  /** One a minute, oldest first. */
  readonly buckets: readonly RateBucket[];
  /** Stretches in which a registry was not observed, milliseconds since 1970. */
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly registry: string }[];
}

const TOP_PX = 16;
const BARS_PX = 54;
const BASE_PX = TOP_PX + BARS_PX;
const HEIGHT_PX = 90;
/** Room for the words in a hatched stretch; in less they stay in the legend. */
const WORDS_PX = 176;
const LABEL_EVERY = 5;
const MINUTE_MS = 60_000;

/** Changes a minute, drawn at the width there is. */
export function RateOfChange({ buckets, gaps }: RateOfChangeProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>();
  return (
    <section className="section rate" aria-labelledby="rate-of-change">
      <header>
        <h2 id="rate-of-change">Changes a minute</h2>
        <span className="faint">last {buckets.length} minutes</span>
        <ul className="legend push">
          <LegendMark className="m-unk">change</LegendMark>
          <LegendMark className="m-crit">turned critical</LegendMark>
          <LegendMark className="m-gap">not observed</LegendMark>
        </ul>
      </header>
      <div ref={ref} className="rate-chart">
        {width !== null && width > 0 && <Chart buckets={buckets} gaps={gaps} width={width} />}
      </div>
    </section>
  );
}

function Chart({ buckets, gaps, width }: RateOfChangeProps & { width: number }): ReactNode {
  const chart = rateChart(buckets, width, BARS_PX);
  const start = buckets[0]?.from ?? 0;
  const xOf = (time: number) => Math.min(width, Math.max(0, ((time - start) / (buckets.length * MINUTE_MS)) * width));
  const stretches = gaps.map(({ from, to, registry }) => ({ x: xOf(from), width: xOf(to) - xOf(from), registry }));
  return (
    <svg width={width} height={HEIGHT_PX} role="img" aria-label={inWords(buckets)}>
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--hatch-ground)" />
          <rect width="1.3" height="4" fill="var(--hatch)" />
        </pattern>
      </defs>
      <path className="grid-l" d={`M0 ${TOP_PX + 0.5}H${width}`} />
      {chart.notObserved && <NotYetObserved stretch={chart.notObserved} until={untilOf(buckets)} />}
      {stretches.map((stretch) => (
        <Hatch key={`${stretch.registry} ${stretch.x}`} {...stretch} title={`${stretch.registry} was not observed`} />
      ))}
      <Bars chart={chart} />
      <path className="base-l" d={`M0 ${BASE_PX + 0.5}H${width}`} />
      <text className="axis" x={width} y={TOP_PX - 5} textAnchor="end">
        {chart.top}
      </text>
      {buckets.map(({ from }, index) =>
        index % LABEL_EVERY === 0 ? (
          <text key={from} className="axis" x={xOf(from)} y={HEIGHT_PX - 4}>
            {minuteTime(from)}
          </text>
        ) : null,
      )}
      <text className="axis" x={width} y={HEIGHT_PX - 4} textAnchor="end">
        now
      </text>
    </svg>
  );
}

function Bars({ chart }: { chart: RateChart }): ReactNode {
  return chart.bars.map(({ bucket, x, width, height, critical }) => (
    <g key={bucket.from}>
      <title>{`${minuteTime(bucket.from)} UTC: ${bucket.count} changes, ${bucket.critical} turned critical`}</title>
      <rect className="m-unk" x={x} y={BASE_PX - height} width={width} height={height} rx="1" />
      {critical > 0 && <rect className="m-crit" x={x} y={BASE_PX - critical} width={width} height={critical} rx="1" />}
    </g>
  ));
}

function Hatch({ x, width, title }: Stretch & { title: string }): ReactNode {
  return (
    <rect className="m-gap" x={x} y={TOP_PX + 1} width={Math.max(2, width)} height={BARS_PX} rx="2">
      <title>{title}</title>
    </rect>
  );
}

function NotYetObserved({ stretch, until }: { stretch: Stretch; until: string }): ReactNode {
  return (
    <>
      <Hatch {...stretch} title={`Nothing is known of the time before ${until} UTC`} />
      {stretch.width > WORDS_PX && (
        <g transform={`translate(${stretch.x + 10} ${TOP_PX + BARS_PX / 2 - 10})`}>
          <rect className="plate" width={WORDS_PX - 20} height="20" rx="4" />
          <text className="axis said" x="8" y="14">
            not observed before {until}
          </text>
        </g>
      )}
    </>
  );
}

function LegendMark({ className, children }: { className: string; children: string }): ReactNode {
  return (
    <li>
      <svg width="10" height="10" aria-hidden="true">
        <rect className={className} width="10" height="10" rx="2" />
      </svg>
      {children}
    </li>
  );
}

function untilOf(buckets: readonly RateBucket[]): string {
  const first = buckets.find(({ isObserved }) => isObserved);
  return first ? minuteTime(first.from) : 'now';
}

function inWords(buckets: readonly RateBucket[]): string {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  const most = buckets.reduce((a, b) => (b.count > a.count ? b : a));
  const observed = buckets.filter(({ isObserved }) => isObserved).length;
  const peak = most.count > 0 ? `, at most ${most.count} in the minute from ${minuteTime(most.from)} UTC` : '';
  return `${counted(total, 'change')} in the ${counted(observed, 'minute')} observed of the last ${buckets.length}${peak}`;
}
