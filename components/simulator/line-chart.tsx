import type { ReactNode } from 'react';
import type { LogAxis } from './log-axis';
import { spreadLabels } from './spread-labels';

/** A line through points given from 0 to 1 in both directions. */
export interface ChartLine {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly dash: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Theory, not a run: thin. */
  readonly isThin?: boolean;
}

interface LineChartProps {
  readonly label: string;
  readonly width: number;
  readonly lines: readonly ChartLine[];
  readonly axis: LogAxis;
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
}

const HEIGHT = 232;
const TOP = 10;
const BOTTOM = 24;
const LEFT = 48;
const CHARACTER = 6.4;
/** Too narrow for the first two ticks side by side. */
const NARROW = 400;

/** Times on a logarithmic axis, every line with its name at its end. */
export function LineChart({ label, width, lines, axis, ticks }: LineChartProps): ReactNode {
  const longest = lines.reduce((most, { name }) => Math.max(most, name.length), 0);
  const right = Math.min(longest * CHARACTER + 14, width * 0.36);
  const inner = Math.max(60, width - LEFT - right);
  const low = HEIGHT - BOTTOM;
  const xOf = (x: number) => LEFT + x * inner;
  const yOf = (y: number) => low - y * (low - TOP);
  const ends = lines.flatMap((line) => {
    const last = line.points.at(-1);
    return last ? [{ line, x: xOf(last[0]), y: yOf(last[1]) }] : [];
  });
  const labels = spreadLabels(
    ends.map(({ y }) => y),
    { least: 8, most: HEIGHT - 6 },
  );
  return (
    <svg className="line-chart" width={width} height={HEIGHT} role="img" aria-label={label}>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <path className="grid-l" d={`M${LEFT} ${yOf(axis.at(tick)).toFixed(1)}H${LEFT + inner}`} />
          <text className="axis" x={LEFT - 8} y={yOf(axis.at(tick)) + 4} textAnchor="end">
            {tickText(tick)}
          </text>
        </g>
      ))}
      {(inner < NARROW ? ticks.slice(1) : ticks).map(({ x, text }) => (
        <g key={text}>
          <path className="tick-l" d={`M${xOf(x).toFixed(1)} ${TOP}V${low}`} />
          <text className="axis" x={xOf(x)} y={HEIGHT - 6} textAnchor={x === 0 ? 'start' : 'middle'}>
            {text}
          </text>
        </g>
      ))}
      {lines.map(({ key, colour, dash, points, isThin }) => (
        <path
          key={key}
          d={linePath(points.map(([x, y]) => [xOf(x), yOf(y)]))}
          fill="none"
          stroke={`var(${colour})`}
          strokeWidth={isThin ? 1 : 2}
          strokeDasharray={dash}
          strokeLinejoin="round"
        />
      ))}
      {ends.map(({ line, x }, at) => (
        <text
          key={line.key}
          className={line.isThin ? 'end thin' : 'end'}
          x={x + 8}
          y={(labels[at] ?? 0) + 4}
          fill={line.isThin ? undefined : `var(${line.colour})`}
        >
          {clipped(line.name, Math.floor((width - x - 10) / CHARACTER))}
        </text>
      ))}
    </svg>
  );
}

function tickText(ms: number): string {
  return ms < 1_000
    ? `${Number(ms.toPrecision(1))} ms`
    : `${Number((ms / 1_000).toPrecision(1)).toLocaleString('en')} s`;
}

/** A path through points in pixels, as SVG and canvas have it. */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}
