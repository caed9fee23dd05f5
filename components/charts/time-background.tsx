import type { ReactNode } from 'react';
import { usePlotArea, useYAxisScale } from 'recharts';
import type { RegistryGap } from '@/lib/domain/history';
import { placeOf, timeTicks } from '@/lib/view/chart-axis';

interface TimeBackgroundProps {
  readonly rows: readonly { readonly from: string; readonly to: string }[];
  readonly gaps: readonly RegistryGap[];
  readonly top: number;
  readonly topLabel: string;
}

const LEAST_PX = 2;

/** What lies behind the bars: the line, what was not observed, and what the axes say. */
export function TimeBackground({ rows, gaps, top, topLabel }: TimeBackgroundProps): ReactNode {
  const area = usePlotArea();
  const yOf = useYAxisScale();
  if (!area || !yOf) return null;
  const { x, y, width, height } = area;
  const line = yOf(0) ?? y + height;
  const foot = y + height;
  const xOf = (iso: string) => x + placeOf(rows, Date.parse(iso)) * width;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus; the chart's own sentence says it.
    <g aria-hidden="true">
      <path className="grid-l" d={`M${x} ${Math.round(yOf(top) ?? y) + 0.5}h${width}`} />
      <path className="base-l" d={`M${x} ${Math.round(line) + 0.5}h${width}`} />
      {gaps.map(({ registry, from, to }) => (
        <rect
          key={`${registry} ${from}`}
          className="m-gap"
          x={xOf(from)}
          y={y + 2}
          width={Math.max(LEAST_PX, xOf(to) - xOf(from))}
          height={Math.max(0, line - y - 2)}
          rx="2"
        />
      ))}
      <text className="axis" x={x + width} y={y - 6} textAnchor="end">
        {topLabel}
      </text>
      {timeTicks(rows, width).map(({ place, label }) => (
        <text key={place} className="axis" x={x + place * width} y={foot + 16} textAnchor="middle">
          {label}
        </text>
      ))}
      <text className="axis" x={x + width} y={foot + 16} textAnchor="end">
        now
      </text>
    </g>
  );
}
