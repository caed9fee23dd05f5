'use client';

import { type KeyboardEvent, type MouseEvent, memo, useMemo, useState } from 'react';
import type { Bucket } from '@/lib/domain/history';
import { maskSecrets } from '../ui/secrets';
import { barOf, bucketAt, ROW_SIZE, STRIP_SIZE } from './bar-paths';
import { partsOf, type Subject, summaryOf } from './bucket-words';
import { STATE_LOOKS } from './history-states';
import { stretchWords } from './time-words';
import { useShowTip } from './tip-context';
import { useTravelTo } from './use-travel-to';
import type { BarOwner } from './worst-moment';

interface HistoryBarProps {
  readonly owner: BarOwner;
  /** What it is called: the service's name, or the instance's address. */
  readonly title: string;
  /** "24 h" */
  readonly range: string;
  /** Undefined until they are known. */
  readonly buckets: readonly Bucket[] | undefined;
  /** In pixels. */
  readonly width: number;
  readonly isLarge?: boolean;
}

/** A history as a bar, newest right. Arrow keys choose a part; Enter, or a click, shows the catalog of that time. */
export const HistoryBar = memo(function HistoryBar(props: HistoryBarProps) {
  const { owner, title, range, buckets, width, isLarge = false } = props;
  const size = isLarge ? STRIP_SIZE : ROW_SIZE;
  const height = size.rise + size.drop + 1;
  const bar = useMemo(() => (buckets && width > 0 ? barOf(buckets, { ...size, width }) : null), [buckets, width, size]);
  const [chosen, setChosen] = useState<number | null>(null);
  const showTip = useShowTip();
  const travelTo = useTravelTo();
  const subject: Subject = 'id' in owner ? 'instance' : 'service';

  if (!bar || !buckets || buckets.length === 0) {
    return <span className="hist-wait" style={{ width, height }} aria-hidden="true" />;
  }
  const known = { bar, buckets };
  const last = buckets.length - 1;
  const at = Math.min(chosen ?? last, last);
  const bucket = buckets[at];
  const column = bar.columns[at];

  function choose(element: Element, index: number | null): void {
    setChosen(index);
    const next = index === null ? undefined : known.buckets[index];
    const place = index === null ? undefined : known.bar.columns[index];
    if (!next || !place) {
      showTip(null);
      return;
    }
    const { left, top, bottom } = element.getBoundingClientRect();
    showTip({ title, bucket: next, subject, x: left + place.x + place.width / 2, top, bottom });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && bucket) travelTo(owner, bucket);
    else {
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      choose(event.currentTarget, Math.max(0, Math.min(last, to)));
    }
    event.preventDefault();
    event.stopPropagation();
  }
  const indexOf = (event: MouseEvent) =>
    bucketAt(known.bar.columns, event.clientX - event.currentTarget.getBoundingClientRect().left);

  return (
    <span
      className="hist"
      role="slider"
      tabIndex={0}
      aria-label={`History of ${title}, ${range}: ${summaryOf(buckets, subject)}`}
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={buckets.length}
      aria-valuenow={at + 1}
      aria-valuetext={bucket && textOf(bucket, subject)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // A press goes elsewhere at once: only the keyboard's focus stays for a purpose.
        if (event.currentTarget.matches(':focus-visible')) choose(event.currentTarget, at);
      }}
      onBlur={(event) => choose(event.currentTarget, null)}
      onPointerMove={(event) => {
        const index = indexOf(event);
        if (event.pointerType === 'mouse' && index !== chosen) choose(event.currentTarget, index);
      }}
      onPointerLeave={(event) => choose(event.currentTarget, null)}
      onClick={(event) => {
        const clicked = buckets[indexOf(event)];
        if (clicked) travelTo(owner, clicked);
      }}
    >
      <svg width={width} height={height} shapeRendering="crispEdges" aria-hidden="true">
        {chosen !== null && column && (
          <rect className="chosen" x={column.x - 1} y={0} width={column.width + 2} height={height} />
        )}
        {bar.paths.map(({ mark, d }) => (
          <path key={mark} className={mark} d={d} />
        ))}
      </svg>
    </span>
  );
});

/** How much of an output is read out, in characters. */
const SAID = 200;

/** "14:00 – 14:30 UTC: critical 12 min, passing 18 min" */
function textOf(bucket: Bucket, subject: Subject): string {
  const parts = partsOf(bucket, subject).map(({ state, amount }) => `${STATE_LOOKS[state].word} ${amount}`.trim());
  const said =
    bucket.output === undefined ? '' : `. ${maskSecrets(bucket.output).text.slice(0, SAID).split('\n', 1)[0]}`;
  return `${stretchWords(bucket.from, bucket.to, new Date().toISOString())} UTC: ${parts.join(', ')}${said}`;
}
