'use client';

import type { ReactNode } from 'react';
import type { Bucket } from '@/lib/domain/history';
import { useWidth } from '../charts/use-width';
import { STRIP_SIZE } from './bar-paths';
import { HistoryBar } from './history-bar';
import type { HistoryTime } from './history-question';
import { unseenBefore } from './history-states';
import { rangeWords } from './ranges';
import { dayOf, timeNear } from './time-words';
import type { BarOwner } from './worst-moment';

interface HistoryStripProps {
  readonly owner: BarOwner;
  readonly title: string;
  readonly time: HistoryTime;
  readonly buckets: readonly Bucket[] | undefined;
}

const TICKS = 4;
const HEIGHT_PX = STRIP_SIZE.rise + STRIP_SIZE.drop + 1;
const DAY_MS = 24 * 3_600_000;
/** Narrower than this the axis names its ends alone. */
const ROOMY_PX = 480;

/** A large bar as wide as the page, with its times below. */
export function HistoryStrip({ owner, title, time: { moment, range }, buckets }: HistoryStripProps): ReactNode {
  const { ref, width } = useWidth<HTMLDivElement>();
  const first = buckets?.[0];
  const last = buckets?.at(-1);
  const begin = buckets && unseenBefore(buckets) > 0 ? buckets[unseenBefore(buckets)] : undefined;
  return (
    <div className="history-strip">
      <div ref={ref} style={{ height: HEIGHT_PX }}>
        {width !== null && (
          <HistoryBar owner={owner} title={title} range={rangeWords(range)} buckets={buckets} width={width} isLarge />
        )}
      </div>
      <p className="axis-line" aria-hidden="true">
        {first &&
          last &&
          ticksOf(first.from, last.to, (width ?? 0) < ROOMY_PX ? 1 : TICKS).map(({ at, left }) => (
            <span key={at} style={{ left: `${left}%` }}>
              {tickWords(at, first.from, last.to)}
            </span>
          ))}
        <span className="end">{moment === null ? 'now' : timeNear(moment, new Date().toISOString())}</span>
      </p>
      {/* Always as high: rows below must not move under somebody's pointer when the answer comes. */}
      <p className="faint begins">
        {buckets?.length === unseenBefore(buckets ?? []) && buckets
          ? 'Nothing of this time was observed.'
          : begin &&
            `History begins ${beginWords(begin, last?.to ?? begin.to)} UTC: nothing of it was observed before.`}
      </p>
    </div>
  );
}

/** Where a part was observed in part, nobody can tell from the bar when. */
function beginWords({ from, to, notObserved }: Bucket, near: string): string {
  return notObserved > 0 ? `between ${timeNear(from, near)} and ${timeNear(to, near)}` : `at ${timeNear(from, near)}`;
}

function ticksOf(from: string, to: string, count: number): { at: string; left: number }[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(start + ((end - start) * index) / count).toISOString(),
    left: (100 * index) / count,
  }));
}

function tickWords(at: string, from: string, to: string): string {
  const isLong = Date.parse(to) - Date.parse(from) > 2 * DAY_MS;
  return isLong ? dayOf(at) : timeNear(at, at);
}
