import { stepOf } from './chart-steps';

/** A stretch of time, ISO 8601. */
interface Part {
  readonly from: string;
  readonly to: string;
}

/** The place of a time as a share of a row of parts that are drawn equally wide, whatever their lengths. */
export function placeOf(parts: readonly Part[], time: number): number {
  if (parts.length === 0) return 0;
  const at = parts.findIndex(({ to }) => time < Date.parse(to));
  const part = parts[at];
  if (!part) return 1;
  const from = Date.parse(part.from);
  const share = Math.max(0, (time - from) / Math.max(1, Date.parse(part.to) - from));
  return (at + share) / parts.length;
}

export interface Tick {
  /** From 0 to 1. */
  readonly place: number;
  readonly label: string;
}

const TICK_PX = 120;
/** At the right end stands "now", and at the left no label may begin outside. */
const END_PX = 44;
const START_PX = 16;
const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Labels at round times, as many as a width in pixels takes; UTC. */
export function timeTicks(parts: readonly Part[], width: number): readonly Tick[] {
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last) return [];
  const from = Date.parse(first.from);
  const to = Date.parse(last.to);
  const step = stepOf(to - from, Math.max(1, Math.floor(width / TICK_PX)));
  const ticks: Tick[] = [];
  for (let time = Math.ceil(from / step) * step; time < to; time += step) {
    const place = placeOf(parts, time);
    const x = place * width;
    if (x >= START_PX && x <= width - END_PX) ticks.push({ place, label: tickLabel(time) });
  }
  return ticks;
}

/** Midnight is the day it begins. */
function tickLabel(time: number): string {
  const date = new Date(time);
  if (time % DAY_MS === 0) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
  return date.toISOString().slice(11, 16);
}

/** 1, 2, 5, 10, 20, 50 …: the first that is not below. */
export function roundUp(count: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(count, Number.MIN_VALUE)));
  return [1, 2, 5, 10].map((step) => step * power).find((round) => round >= count) ?? count;
}
