import type { Bucket } from '@/lib/domain/history';
import { isAbsent, unseenBefore } from './history-states';

/** The measures of a bar in pixels. */
export interface BarSize {
  readonly width: number;
  /** Above the line, the line itself included. */
  readonly rise: number;
  readonly line: number;
  /** Below the line. */
  readonly drop: number;
}

export const ROW_SIZE = { rise: 17, line: 3, drop: 4 } as const;
export const STRIP_SIZE = { rise: 40, line: 4, drop: 6 } as const;

/** Where one bucket stands. */
export interface BarColumn {
  readonly x: number;
  readonly width: number;
}

export interface Bar {
  readonly columns: readonly BarColumn[];
  /** One path a mark's class: a bar costs few elements, however many buckets it has. */
  readonly paths: readonly { readonly mark: string; readonly d: string }[];
}

const LEAST = 2;

/**
 * Draws buckets side by side on whole pixels: what passes is a line, faults rise from it by the root of their share, what
 * is out hangs below it, a gap is hatched to the height of its share.
 */
export function barOf(buckets: readonly Bucket[], size: BarSize): Bar {
  const { width, rise, line, drop } = size;
  const columns = columnsOf(buckets.length, width);
  const draw = new Map<string, string>();
  const add = (mark: string, { x, width: wide }: BarColumn, [y, height]: readonly [number, number]) =>
    draw.set(mark, `${draw.get(mark) ?? ''}M${x} ${y}h${wide}v${height}h${-wide}z`);
  const unseen = unseenBefore(buckets);

  for (const [index, bucket] of buckets.entries()) {
    const column = columns[index];
    if (!column) continue;
    // Hatched neighbours are one gap, and drawn as one.
    const isJoined = (buckets[index + 1]?.notObserved ?? 0) > 0 && bucket.notObserved > 0;
    const hatched = isJoined ? { x: column.x, width: (columns[index + 1]?.x ?? 0) - column.x } : column;
    // Before the first look a line is enough: nobody needs to be told of it aloud in every row.
    if (index < unseen) add('m-gap', hatched, [rise - line, line]);
    else if (isAbsent(bucket)) add('m-abs', column, [rise - 2, 1]);
    if (index < unseen || isAbsent(bucket)) continue;

    const { passing, unknown, critical, warning, notObserved, out } = bucket;
    const isGrey = unknown > 0 && unknown >= passing;
    const hasLine = passing > 0 || isGrey;
    if (hasLine) add(isGrey ? 'm-unk' : 'm-pass', column, [rise - line, line]);
    const foot = hasLine ? rise - line : rise;
    const stack: readonly (readonly [string, number])[] = [
      ['m-crit', critical],
      ['m-warn', warning],
      ['m-unk', isGrey ? 0 : unknown],
      ['m-gap', notObserved],
    ];
    const risen = stack.reduce((sum, [, share]) => sum + share, 0);
    let y = foot;
    for (const [mark, share] of stack) {
      if (share <= 0) continue;
      const height = Math.min(y, Math.max(LEAST, Math.round((foot * Math.sqrt(risen) * share) / risen)));
      y -= height;
      if (height > 0) add(mark, mark === 'm-gap' ? hatched : column, [y, height]);
    }
    if (out > 0) add('m-out', column, [rise + 1, Math.max(LEAST, Math.round((drop - 1) * Math.sqrt(out)))]);
  }
  return { columns, paths: [...draw].map(([mark, d]) => ({ mark, d })) };
}

/** The bucket at a place, from 0. */
export function bucketAt(columns: readonly BarColumn[], x: number): number {
  const after = columns.findIndex((column) => column.x > x);
  return after === -1 ? columns.length - 1 : Math.max(0, after - 1);
}

function columnsOf(count: number, width: number): BarColumn[] {
  const pitch = width / Math.max(1, count);
  const gap = pitch >= 12 ? 3 : pitch >= 9 ? 2 : 1;
  // The gap after the last one lies outside: the bar ends where the column of text does.
  const edge = (index: number) => Math.round((index * (width + gap)) / count);
  return Array.from({ length: count }, (_, index) => ({
    x: edge(index),
    width: Math.max(1, edge(index + 1) - edge(index) - gap),
  }));
}
