import type { ReactNode } from 'react';
import { usePlotArea, useYAxisScale } from 'recharts';
import { placeLabels } from '@/lib/view/place-labels';
import type { PeakLabel } from './time-bars';

interface TimeLabelsProps {
  readonly labels: readonly PeakLabel[];
  /** How high each bar is, in units of the axis. */
  readonly heights: readonly number[];
}

const ABOVE_PX = 5;

/** Names above what they name, as many as there is room for. */
export function TimeLabels({ labels, heights }: TimeLabelsProps): ReactNode {
  const area = usePlotArea();
  const yOf = useYAxisScale();
  if (!area || !yOf) return null;
  const { x, y, width } = area;
  const roof = (from: number, to: number) => {
    const indexOf = (place: number) =>
      Math.max(0, Math.min(heights.length - 1, Math.floor((place / width) * heights.length)));
    const highest = Math.max(0, ...heights.slice(indexOf(from), indexOf(to) + 1));
    return (yOf(highest) ?? y) - y - ABOVE_PX;
  };
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus; the chart's own sentence says it.
    <g aria-hidden="true" pointerEvents="none">
      {placeLabels(labels, { width, roof }).map(({ label, y: top, anchor }) => (
        <text key={label.id} className="peak" x={x + label.x} y={y + top} textAnchor={anchor}>
          {label.name}
          <tspan className="rest" dx="5">
            {label.rest}
          </tspan>
        </text>
      ))}
    </g>
  );
}
