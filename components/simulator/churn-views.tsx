'use client';

import { type ReactNode, useCallback } from 'react';
import type { ChurnAnswer } from '@/lib/simulation/simulate-churn';
import { CanvasFigure } from './canvas-figure';
import type { Column } from './columns';
import { drawMatrix } from './draw-matrix';
import { countText, percentText } from './figures';
import { ResultSection } from './result-section';
import { shortKeys } from './short-keys';
import type { Surface } from './use-canvas';

const SIDE = 168;
const MOST_ROWS = 400;

/** Whose keys went where. */
export function ChurnViews({ columns }: { columns: readonly Column<ChurnAnswer>[] }): ReactNode {
  const ideal = columns[0]?.answer.ideal ?? 0;
  const names = shortKeys(columns[0]?.answer.instances ?? []);
  return (
    <>
      <ResultSection
        title="Keys moved"
        note={`${percentText(ideal)} have to, by weight; what is more is collateral`}
        legend={
          <span className="key-legend">
            <i className="key-owned" /> of who left or joined <i className="key-collateral" /> collateral{' '}
            <i className="key-target" /> has to move
          </span>
        }
        figures={() => ({
          columns: ['', ...columns.map(({ name }) => name)],
          rows: FIGURES.map(([label, value]) => [label, ...columns.map(({ answer }) => value(answer))]),
        })}
      >
        <div className="sim-grid">
          <span />
          {columns.map(({ key, name, series, answer }) => (
            <MovedBar key={key} name={name} answer={answer} colour={series.colour} most={mostMoved(columns)} />
          ))}
        </div>
      </ResultSection>
      <ResultSection
        title="From whom to whom"
        note="from each row to each column; who keeps its keys is left out"
        figures={() => ({
          columns: ['From', 'To', ...columns.map(({ name }) => name)],
          rows: movesOf(columns, names),
        })}
      >
        <div className="sim-grid matrices">
          <span />
          {columns.map(({ key, name, series, answer }) => (
            <Matrix key={key} name={name} matrix={answer.matrix} colour={series.colour} />
          ))}
        </div>
      </ResultSection>
    </>
  );
}

const FIGURES: readonly (readonly [string, (answer: ChurnAnswer) => string])[] = [
  ['Keys', ({ keys }) => countText(keys)],
  ['Moved', ({ moved }) => countText(moved)],
  ['Of who left or joined', ({ owned }) => countText(owned)],
  ['Collateral', ({ collateral }) => countText(collateral)],
  ['Has to move', ({ ideal, keys }) => countText(Math.round(ideal * keys))],
];

interface MovedBarProps {
  readonly name: string;
  readonly answer: ChurnAnswer;
  readonly colour: string;
  readonly most: number;
}

function MovedBar({ name, answer, colour, most }: MovedBarProps): ReactNode {
  const { keys, owned, collateral, ideal, moved } = answer;
  const at = (share: number) => `${(100 * share) / most}%`;
  return (
    <p className="moved">
      <span className="sim-track" aria-hidden="true">
        <i className="bar" style={{ width: at(owned / keys), background: `var(${colour})` }} />
        <i className="bar collateral" style={{ width: at(collateral / keys), color: `var(${colour})` }} />
        <i className="target" style={{ left: at(ideal) }} />
      </span>
      <span className="sr">{name} </span>
      <span className="v">
        {countText(moved)} <span className="faint">of {countText(keys)}</span>
      </span>
    </p>
  );
}

interface MatrixProps {
  readonly name: string;
  readonly matrix: ChurnAnswer['matrix'];
  readonly colour: string;
}

function Matrix({ name, matrix, colour }: MatrixProps): ReactNode {
  const draw = useCallback((surface: Surface) => drawMatrix(surface, matrix, colour), [matrix, colour]);
  return <CanvasFigure label={`${name}: keys moved from each instance to each other`} height={SIDE} draw={draw} />;
}

function mostMoved(columns: readonly Column<ChurnAnswer>[]): number {
  return columns.reduce((most, { answer }) => Math.max(most, answer.moved / answer.keys, answer.ideal), 0.0001);
}

function movesOf(columns: readonly Column<ChurnAnswer>[], names: readonly string[]): readonly (readonly string[])[] {
  const rows: string[][] = [];
  names.forEach((from, row) => {
    names.forEach((to, column) => {
      const counts = columns.map(({ answer }) => answer.matrix[row]?.[column] ?? 0);
      if (row === column || counts.every((count) => count === 0) || rows.length >= MOST_ROWS) return;
      rows.push([from, to, ...counts.map(countText)]);
    });
  });
  return rows;
}
