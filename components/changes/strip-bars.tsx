import { memo } from 'react';
import { timeTicks } from '@/lib/view/chart-axis';
import { type Choice, countBars, stretchOf } from '@/lib/view/count-strip';
import type { Counted } from '@/lib/view/join-history';
import { stretchWords } from '../history/time-words';
import { counted } from '../ui/counted';

interface StripBarsProps {
  readonly counts: Counted;
  /** "24 h" */
  readonly range: string;
  readonly width: number;
  readonly choice: Choice | null;
}

const TOP_PX = 4;
const BARS_PX = 50;
const BASE_PX = TOP_PX + BARS_PX;
const HEIGHT_PX = 76;

/** Changes over time, those that made something critical in red, and hatched what nobody observed. */
export const StripBars = memo(function StripBars({ counts, range, width, choice }: StripBarsProps) {
  const { buckets, gaps, to } = counts;
  const pitch = width / Math.max(1, buckets.length);
  return (
    <svg width={width} height={HEIGHT_PX} role="img" aria-label={inWords(counts, range)}>
      {choice && (
        <rect
          className="chosen"
          x={choice.first * pitch}
          y="0"
          width={(choice.last - choice.first + 1) * pitch}
          height={BASE_PX}
          rx="3"
        />
      )}
      {gaps.map((gap) => {
        const stretch = stretchOf(buckets, gap, width);
        if (!stretch) return null;
        return (
          <rect
            key={`${gap.registry} ${gap.from}`}
            className="m-gap"
            x={stretch.x}
            y={TOP_PX}
            width={Math.max(2, stretch.width)}
            height={BARS_PX}
            rx="2"
          >
            <title>{`${gap.registry} was not observed ${stretchWords(gap.from, gap.to, to)} UTC`}</title>
          </rect>
        );
      })}
      {countBars(buckets, width, BARS_PX).map(({ bucket, x, width: wide, height, critical }) => (
        <g key={bucket.from}>
          <title>{`${stretchWords(bucket.from, bucket.to, to)} UTC: ${counted(bucket.total, 'change')}, ${bucket.critical} critical or left`}</title>
          <rect className="m-unk" x={x} y={BASE_PX - height} width={wide} height={height} />
          {critical > 0 && <rect className="m-crit" x={x} y={BASE_PX - critical} width={wide} height={critical} />}
        </g>
      ))}
      <path className="base-l" d={`M0 ${BASE_PX + 0.5}H${width}`} />
      {timeTicks(buckets, width).map(({ place, label }) => (
        <text key={place} className="axis" x={place * width} y={HEIGHT_PX - 4} textAnchor="middle">
          {label}
        </text>
      ))}
      <text className="axis" x={width} y={HEIGHT_PX - 4} textAnchor="end">
        now
      </text>
    </svg>
  );
});

function inWords({ buckets, total, from, to, gaps }: Counted, range: string): string {
  const most = buckets.reduce((busiest, bucket) => (bucket.total > busiest.total ? bucket : busiest), {
    from,
    to,
    total: 0,
  });
  const peak = most.total > 0 ? `, most of them, ${most.total}, ${stretchWords(most.from, most.to, to)} UTC` : '';
  const unseen = gaps.map((gap) => `; ${gap.registry} not observed ${stretchWords(gap.from, gap.to, to)} UTC`);
  return `${counted(total, 'change')} in ${range}${peak}${unseen.join('')}`;
}
