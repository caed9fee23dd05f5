'use client';

import { type ReactNode, useCallback } from 'react';
import { CanvasFigure } from './canvas-figure';
import type { Column } from './columns';
import { drawRows } from './draw-rows';
import { InstanceLabels } from './instance-labels';
import { ResultSection } from './result-section';
import type { Surface } from './use-canvas';
import { useShownRows } from './use-shown-rows';

const ROW = 13;

interface PicksViewProps<Answer> {
  readonly columns: readonly Column<Answer>[];
  readonly names: readonly string[];
  readonly picksOf: (answer: Answer) => readonly number[];
}

/** Who was picked one after another, from the first request on. */
export function PicksView<Answer>({ columns, names, picksOf }: PicksViewProps<Answer>): ReactNode {
  const { count, more } = useShownRows(names.length);
  const most = Math.max(0, ...columns.map(({ answer }) => picksOf(answer).length));
  if (most === 0) return null;
  return (
    <ResultSection
      title={`First ${most} picks`}
      note="from left to right"
      figures={() => ({
        columns: ['Pick', ...columns.map(({ name }) => name)],
        rows: Array.from({ length: most }, (_, pick) => [
          String(pick + 1),
          ...columns.map(({ answer }) => names[picksOf(answer)[pick] ?? -1] ?? 'none'),
        ]),
      })}
    >
      <div className="sim-grid">
        <InstanceLabels names={names.slice(0, count)} height={ROW} />
        {columns.map(({ key, name, series, answer }) => (
          <PickStrip key={key} name={name} picks={picksOf(answer)} rows={count} colour={series.colour} />
        ))}
      </div>
      {more}
    </ResultSection>
  );
}

interface PickStripProps {
  readonly name: string;
  readonly picks: readonly number[];
  readonly rows: number;
  readonly colour: string;
}

function PickStrip({ name, picks, rows, colour }: PickStripProps): ReactNode {
  const draw = useCallback(
    (surface: Surface) => drawRows(surface, { at: picks, rows, rowHeight: ROW, colour }),
    [picks, rows, colour],
  );
  return <CanvasFigure label={`${name}: the first ${picks.length} picks`} height={rows * ROW} draw={draw} />;
}
