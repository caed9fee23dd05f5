'use client';

import { type ReactNode, useCallback, useMemo } from 'react';
import type { LoadAnswer } from '@/lib/simulation/load-answer';
import { CanvasFigure } from './canvas-figure';
import type { Column } from './columns';
import { drawHeat, type HeatLook, heatSteps } from './draw-heat';
import { percentText, timeText } from './figures';
import { InstanceLabels } from './instance-labels';
import { ResultSection } from './result-section';
import type { Surface } from './use-canvas';
import { useShownRows } from './use-shown-rows';

const ROW = 13;

interface LoadViewsProps {
  readonly columns: readonly Column<LoadAnswer>[];
  readonly names: readonly string[];
  /** When something happened to the fleet, in virtual milliseconds. */
  readonly marks: readonly number[];
}

/** How many requests were at each instance, over time. */
export function LoadViews({ columns, names, marks }: LoadViewsProps): ReactNode {
  const { count, more } = useShownRows(names.length);
  const { strip } = columns[0]?.answer ?? {};
  const steps = useMemo(() => heatSteps(columns.map(({ answer }) => answer.strip)), [columns]);
  return (
    <ResultSection
      title="At each instance"
      note={`queued and worked on, over ${timeText((strip?.columnMs ?? 0) * (strip?.columns ?? 0))}${marks.length > 0 ? '; lines where something happens' : ''}`}
      legend={
        <span className="key-legend">
          0
          {steps.map((step, shade) => (
            <i key={step} className="key-heat" style={{ background: `var(--q${shade})` }} />
          ))}
          {(steps.at(-1) ?? 0).toLocaleString('en')}+
        </span>
      }
      figures={() => ({
        columns: [
          'Instance',
          ...columns.map(({ name }) => `${name}: longest queue`),
          ...columns.map(({ name }) => `${name}: busy`),
        ],
        rows: names.map((name, place) => [
          name,
          ...columns.map(({ answer }) => (answer.instances[place]?.longestQueue ?? 0).toLocaleString('en')),
          ...columns.map(({ answer }) => percentText(answer.instances[place]?.utilisation ?? 0)),
        ]),
      })}
    >
      <div className="sim-grid">
        <InstanceLabels names={names.slice(0, count)} height={ROW} />
        {columns.map(({ key, name, answer }) => (
          <HeatStrip key={key} name={name} strip={answer.strip} look={{ rows: count, rowHeight: ROW, steps, marks }} />
        ))}
      </div>
      {more}
    </ResultSection>
  );
}

interface HeatStripProps {
  readonly name: string;
  readonly strip: LoadAnswer['strip'];
  readonly look: HeatLook;
}

function HeatStrip({ name, strip, look }: HeatStripProps): ReactNode {
  const { rows, rowHeight, steps, marks } = look;
  const draw = useCallback(
    (surface: Surface) => drawHeat(surface, strip, { rows, rowHeight, steps, marks }),
    [strip, rows, rowHeight, steps, marks],
  );
  return <CanvasFigure label={`${name}: requests at each instance over time`} height={rows * ROW} draw={draw} />;
}
