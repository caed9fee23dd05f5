import type { ReactNode } from 'react';
import type { ServiceSummary } from '@/lib/domain/service';
import { mixWords } from './health-words';
import { ROLL_HEIGHT, rollMarks } from './roll-marks';

const FILLS = {
  critical: 'm-crit',
  warning: 'm-warn',
  unknown: 'm-unk',
  passing: 'm-pass',
  out: 'm-out',
} as const;

/** A service's instances, one mark each. */
export function Roll({ summary }: { summary: ServiceSummary }): ReactNode {
  const { marks, markWidth, width, hidden } = rollMarks(summary);
  return (
    <span className="roll-wrap">
      <svg
        className="roll"
        role="img"
        aria-label={mixWords(summary)}
        width={width}
        height={ROLL_HEIGHT}
        viewBox={`0 0 ${width} ${ROLL_HEIGHT}`}
        shapeRendering="crispEdges"
      >
        {marks.map((mark) => (
          <rect
            key={mark.x}
            className={FILLS[mark.state]}
            x={mark.x}
            y={mark.top}
            width={markWidth}
            height={mark.height}
          />
        ))}
      </svg>
      {hidden > 0 && <span aria-hidden="true">+{hidden}</span>}
    </span>
  );
}
