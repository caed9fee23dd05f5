'use client';

import { type ReactNode, useMemo } from 'react';
import type { FleetBucket, FleetHistory } from '@/lib/domain/history';
import { placeOf } from '@/lib/view/chart-axis';
import { type FleetBar, fleetBars } from '@/lib/view/fleet-bars';
import { timeNear } from '../history/time-words';
import { FleetTip } from './fleet-tip';
import { CHART_MARGIN, type PeakLabel, type Series, TimeBars } from './time-bars';

interface FleetChartProps {
  readonly history: FleetHistory;
  readonly width: number;
  readonly summary: string;
}

const HEIGHT_PX = 144;
const PLOT_PX = HEIGHT_PX - CHART_MARGIN.top - CHART_MARGIN.bottom;
/** How wide a character of a label is, about. */
const CHARACTER_PX = 6.2;
const PEAKS = 4;
/** The least share of a peak that its bar must show for a name to make sense there. */
const SEEN = 0.3;
/** Narrower gaps are named by their tooltip alone; a share of the width. */
const NAMED_GAP = 0.004;

const SERIES: readonly Series<FleetBar>[] = [
  { key: 'critical', value: ({ critical }) => critical, colour: 'var(--critical-mark)' },
  { key: 'warning', value: ({ warning }) => warning, colour: 'var(--warning-mark)' },
  { key: 'out', value: ({ out }) => out, colour: 'var(--out-mark)' },
];

/** Instances that do not pass, above the line; those out of rotation, below it. */
export function FleetChart({ history, width, summary }: FleetChartProps): ReactNode {
  const { bars, top, floor } = useMemo(() => fleetBars(history.buckets), [history]);
  const labels = useMemo(() => labelsOf(history, width), [history, width]);
  return (
    <TimeBars
      rows={bars}
      series={SERIES}
      top={top}
      floor={floor}
      gaps={history.gaps}
      labels={labels}
      topLabel={top.toLocaleString('en')}
      width={width}
      height={HEIGHT_PX}
      summary={summary}
      tip={({ bucket }) => <FleetTip bucket={bucket} gaps={history.gaps} near={history.to} />}
    />
  );
}

/** The names of what stands out, the highest first, and of the registries that were not observed. */
function labelsOf({ buckets, peaks, gaps, from, to }: FleetHistory, width: number): readonly PeakLabel[] {
  const place = (time: string) => placeOf(buckets, Date.parse(time));
  const high = peaks.slice(0, PEAKS).flatMap(({ at, registry, service, critical }): PeakLabel[] => {
    const begun = Math.min(buckets.length - 1, Math.floor(place(at) * buckets.length));
    // What begins at the end of one part is seen in the next.
    const index = criticalIn(buckets[begun + 1]) > criticalIn(buckets[begun]) ? begun + 1 : begun;
    // What was but short is no peak of the chart.
    if (criticalIn(buckets[index]) < critical * SEEN) return [];
    const x = (index / buckets.length) * width;
    return [{ id: `${registry}/${service} ${at}`, x, y: PLOT_PX, ...words(service, `${critical} critical`) }];
  });
  const unseen = gaps.flatMap((gap): PeakLabel[] => {
    const x = place(gap.from);
    if (place(gap.to) - x < NAMED_GAP) return [];
    const isFirst = gap.from <= from;
    const times = isFirst ? `until ${timeNear(gap.to, to)}` : `${timeNear(gap.from, to)} – ${timeNear(gap.to, to)}`;
    return [
      { id: `${gap.registry} ${gap.from}`, x: x * width, y: -6, ...words(`${gap.registry} not observed`, times) },
    ];
  });
  return [...high, ...unseen];
}

function words(name: string, rest: string): Pick<PeakLabel, 'name' | 'rest' | 'width'> {
  const shown = name.length > 32 ? `${name.slice(0, 31)}…` : name;
  return { name: shown, rest, width: (shown.length + rest.length + 1) * CHARACTER_PX };
}

function criticalIn(bucket: FleetBucket | undefined): number {
  return bucket?.critical ?? 0;
}
