/** Words that want to stand at a place of a chart, in pixels from its left and top. */
export interface Label {
  readonly x: number;
  /** They go higher where something is in the way. */
  readonly y: number;
  /** How wide they are, about. */
  readonly width: number;
}

type Anchor = 'start' | 'end' | 'middle';

export interface PlacedLabel<Wanted extends Label> {
  readonly label: Wanted;
  readonly y: number;
  readonly anchor: Anchor;
}

interface Ground {
  readonly width: number;
  /** What must stay free between two places: how far up, in pixels from the top, the chart reaches there. */
  readonly roof: (from: number, to: number) => number;
}

const LINE_PX = 14;
const APART_PX = 8;
/** Above this they would leave the chart. */
const TOP_PX = 8;
/** A name further than this above what it names seems to name something else. */
const RAISED_PX = 26;
const ANCHORS: readonly Anchor[] = ['start', 'end', 'middle'];

interface Box {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** The labels that fit beside one another, those that come first in `wanted` first; the others are left out. */
export function placeLabels<Wanted extends Label>(
  wanted: readonly Wanted[],
  { width, roof }: Ground,
): readonly PlacedLabel<Wanted>[] {
  const placed: PlacedLabel<Wanted>[] = [];
  const boxes: Box[] = [];
  for (const label of wanted) {
    const lowest = heightOf(label, roof(label.x, label.x));
    const fitting = ANCHORS.flatMap((anchor) => {
      const from = label.x - { start: 0, end: label.width, middle: label.width / 2 }[anchor];
      const to = from + label.width;
      if (from < 0 || to > width) return [];
      const box = { from, to, y: heightOf(label, roof(from, to)) };
      return lowest - box.y <= RAISED_PX && boxes.every((other) => areApart(box, other)) ? [{ anchor, box }] : [];
    });
    const best = fitting.reduce<(typeof fitting)[number] | undefined>(
      (least, next) => (least && least.box.y >= next.box.y ? least : next),
      undefined,
    );
    if (!best) continue;
    boxes.push(best.box);
    placed.push({ label, y: best.box.y, anchor: best.anchor });
  }
  return placed;
}

function heightOf({ y }: Label, roof: number): number {
  return Math.min(y, Math.max(TOP_PX, roof));
}

function areApart(a: Box, b: Box): boolean {
  return Math.abs(a.y - b.y) >= LINE_PX || a.from > b.to + APART_PX || a.to < b.from - APART_PX;
}
