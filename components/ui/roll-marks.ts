import { HEALTHS, type Health } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';

/** One mark of a roll: a bar from `top` over `height`, in pixels of the roll's own grid. */
export interface RollMark {
  readonly state: Health | 'out';
  readonly x: number;
  readonly top: number;
  readonly height: number;
}

export interface Roll {
  readonly marks: readonly RollMark[];
  readonly markWidth: number;
  readonly width: number;
  /** How many instances there was no room for. */
  readonly hidden: number;
}

export const ROLL_HEIGHT = 18;
const BASELINE = 12;
const RISE: Record<Health, number> = { critical: 12, warning: 10, unknown: 8, passing: 5 };
const OUT_DROP = 5;
const WIDE = { limit: 24, pitch: 5, markWidth: 3 };
const NARROW = { limit: 40, pitch: 3, markWidth: 2 };

/**
 * One mark an instance, worst first: the well stay low, faults rise from the line, what is out hangs below it.
 * Beyond 40 the kinds share the room by their size, at least one mark each.
 */
export function rollMarks(summary: ServiceSummary): Roll {
  const groups = [
    ...HEALTHS.map((health) => ({ state: health, count: summary.inRotation[health] })),
    { state: 'out' as const, count: summary.instances.out },
  ].filter((group) => group.count > 0);
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const { limit, pitch, markWidth } = total <= WIDE.limit ? WIDE : NARROW;
  // One mark each first, so that none is hidden by the others; the rest of the room by size.
  const room = (limit - groups.length) / (total - groups.length || 1);
  const shown =
    total <= limit ? groups : groups.map(({ state, count }) => ({ state, count: 1 + Math.floor((count - 1) * room) }));
  const marks: RollMark[] = [];
  for (const { state, count } of shown) {
    for (let drawn = 0; drawn < count && marks.length < limit; drawn += 1) {
      const x = marks.length * pitch;
      if (state === 'out') marks.push({ state, x, top: BASELINE + 1, height: OUT_DROP });
      else marks.push({ state, x, top: BASELINE - RISE[state], height: RISE[state] });
    }
  }
  return { marks, markWidth, width: marks.length * pitch, hidden: total - marks.length };
}
