'use client';

import type { ReactNode } from 'react';
import { Bar, BarChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { RegistryGap } from '@/lib/domain/history';
import type { Label } from '@/lib/view/place-labels';
import { TimeBackground } from './time-background';
import { TimeLabels } from './time-labels';

/** One part of the range. */
export interface TimeBar {
  /** ISO 8601, as `to`. */
  readonly from: string;
  readonly to: string;
}

export interface Series<Row> {
  readonly key: string;
  /** In the units of the axis; below zero hangs below the line. */
  readonly value: (row: Row) => number;
  /** A mark colour of the tokens. */
  readonly colour: string;
}

export interface PeakLabel extends Label {
  readonly id: string;
  readonly name: string;
  readonly rest: string;
}

interface TimeBarsProps<Row extends TimeBar> {
  readonly rows: readonly Row[];
  readonly series: readonly Series<Row>[];
  readonly top: number;
  /** Below zero where anything hangs below the line. */
  readonly floor: number;
  readonly gaps: readonly RegistryGap[];
  readonly labels?: readonly PeakLabel[];
  /** What the top of the scale stands for. */
  readonly topLabel: string;
  readonly width: number;
  readonly height: number;
  /** What the chart shows, in a sentence. */
  readonly summary: string;
  readonly tip: (row: Row) => ReactNode;
}

export const CHART_MARGIN = { top: 18, right: 0, bottom: 20, left: 0 } as const;

/** Bars over time, stacked from the line up and, below it, down; arrow keys walk them. */
export function TimeBars<Row extends TimeBar>(props: TimeBarsProps<Row>): ReactNode {
  const { rows, series, top, floor, gaps, labels = [], topLabel, width, height, summary, tip } = props;
  return (
    <BarChart
      data={rows}
      width={width}
      height={height}
      margin={CHART_MARGIN}
      stackOffset="sign"
      barCategoryGap={width / rows.length > 5 ? '22%' : 1}
      title={summary}
      className="time-bars"
    >
      <XAxis dataKey="from" hide />
      <YAxis domain={[floor, top]} hide allowDataOverflow />
      <TimeBackground rows={rows} gaps={gaps} top={top} topLabel={topLabel} />
      {series.map(({ key, value, colour }) => (
        <Bar key={key} dataKey={value} stackId="all" fill={colour} isAnimationActive={false} />
      ))}
      <TimeLabels labels={labels} heights={rows.map((row) => sumOf(series, row))} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--ink)', fillOpacity: 0.07 }}
        offset={14}
        content={({ active, payload }) => {
          const row = payload[0]?.payload as Row | undefined;
          return active && row ? <div className="chart-tip">{tip(row)}</div> : null;
        }}
      />
    </BarChart>
  );
}

/** How high the bar of a row is above the line. */
function sumOf<Row>(series: readonly Series<Row>[], row: Row): number {
  return series.reduce((sum, { value }) => sum + Math.max(0, value(row)), 0);
}
