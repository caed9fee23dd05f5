'use client';

import { type ReactNode, useMemo } from 'react';
import { roundUp } from '@/lib/view/chart-axis';
import type { Counted } from '@/lib/view/join-history';
import { type RateBar, rateBars } from '@/lib/view/rate-bars';
import { stretchWords } from '../history/time-words';
import { Icon } from '../ui/icon';
import { rateWords } from './rate-words';
import { type Series, TimeBars } from './time-bars';

interface RateChartProps {
  readonly counts: Counted;
  readonly width: number;
  readonly summary: string;
}

const HEIGHT_PX = 190;

const SERIES: readonly Series<RateBar>[] = [
  { key: 'critical', value: ({ critical }) => critical, colour: 'var(--critical-mark)' },
  { key: 'other', value: ({ other }) => other, colour: 'var(--unknown-mark)' },
];

/** Changes a minute. */
export function RateChart({ counts, width, summary }: RateChartProps): ReactNode {
  const bars = useMemo(() => rateBars(counts.buckets), [counts]);
  const top = roundUp(Math.max(1, ...bars.map(({ critical, other }) => critical + other)));
  return (
    <TimeBars
      rows={bars}
      series={SERIES}
      top={top}
      floor={0}
      gaps={counts.gaps}
      topLabel={top.toLocaleString('en')}
      width={width}
      height={HEIGHT_PX}
      summary={summary}
      tip={({ bucket }) => (
        <>
          <b>{stretchWords(bucket.from, bucket.to, counts.to)} UTC</b>
          <span>{rateWords(bucket)}</span>
          {bucket.critical > 0 && (
            <span className="st critical">
              <Icon name="critical" small />
              <span>{bucket.critical.toLocaleString('en')} turned critical or left</span>
            </span>
          )}
        </>
      )}
    />
  );
}
