'use client';

import { type PointerEvent, type ReactNode, useState } from 'react';
import { bucketAt, type Choice } from '@/lib/view/count-strip';
import type { Counted } from '@/lib/view/join-history';
import { StripBars } from './strip-bars';
import { StripHandle } from './strip-handle';

interface StripChartProps {
  readonly counts: Counted;
  /** "24 h" */
  readonly range: string;
  readonly width: number;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice | null, how?: 'typing') => void;
}

/** The bars with what is chosen of them. */
export function StripChart({ counts, range, width, choice, onChoose }: StripChartProps): ReactNode {
  const { buckets } = counts;
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const shown = drag ? ordered(drag.from, drag.to) : choice;
  const last = buckets.length - 1;

  function indexAt({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
    const { left } = currentTarget.getBoundingClientRect();
    return bucketAt(buckets, (clientX - left) / width);
  }

  return (
    <div
      className="strip-chart"
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target instanceof HTMLButtonElement) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = indexAt(event);
        setDrag({ from: at, to: at });
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: indexAt(event) })}
      onPointerCancel={() => setDrag(null)}
      onPointerUp={() => {
        if (drag) onChoose(ordered(drag.from, drag.to));
        setDrag(null);
      }}
    >
      <StripBars counts={counts} range={range} width={width} choice={shown} />
      {(['first', 'last'] as const).map((end) => (
        <StripHandle
          key={end}
          end={end}
          buckets={buckets}
          choice={shown ?? { first: 0, last }}
          isOn={shown !== null}
          onMove={(moved) => onChoose(moved, 'typing')}
        />
      ))}
    </div>
  );
}

function ordered(a: number, b: number): Choice {
  return { first: Math.min(a, b), last: Math.max(a, b) };
}
