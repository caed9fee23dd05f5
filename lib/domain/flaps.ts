import { type FlappingRule, flapsUntilMs, type HealthChangeTimes, noteHealthChange } from './flapping';

/** The newest health changes of the instances of one registry; nothing of those whose health never changed. */
export interface Flaps {
  readonly rule: FlappingRule;
  readonly times: Map<string, HealthChangeTimes>;
  /** Until when (ms) each flaps that is marked so. */
  readonly untilMs: Map<string, number>;
  /** Not later than the first of them (ms), so that nobody has to look through all; null where none flaps. */
  dueMs: number | null;
}

export function emptyFlaps(rule: FlappingRule): Flaps {
  return { rule, times: new Map(), untilMs: new Map(), dueMs: null };
}

/** Notes that the health of an instance changed. */
export function noteFlap(flaps: Flaps, id: string, atMs: number): void {
  const times = noteHealthChange(flaps.times.get(id) ?? [], atMs, flaps.rule);
  flaps.times.set(id, times);
  const untilMs = flapsUntilMs(times, flaps.rule);
  if (untilMs === null) flaps.untilMs.delete(id);
  else mark(flaps, id, untilMs);
}

/** Takes over from before a restart that an instance flaps: at the longest for as long as the rule says. */
export function resumeFlap(flaps: Flaps, id: string, newestMs: number): void {
  flaps.times.set(id, Array<number>(flaps.rule.changes + 1).fill(newestMs));
  mark(flaps, id, newestMs + flaps.rule.withinMs);
}

export function flapsAt(flaps: Flaps, id: string, atMs: number): boolean {
  const untilMs = flaps.untilMs.get(id);
  return untilMs !== undefined && atMs < untilMs;
}

export function forgetFlaps(flaps: Flaps, id: string): void {
  flaps.times.delete(id);
  flaps.untilMs.delete(id);
}

/** Those that flap no longer at a time; they are not told again. */
export function takeCalmed(flaps: Flaps, atMs: number): string[] {
  const calmed: string[] = [];
  flaps.dueMs = null;
  for (const [id, untilMs] of flaps.untilMs) {
    if (atMs < untilMs) mark(flaps, id, untilMs);
    else calmed.push(id);
  }
  for (const id of calmed) flaps.untilMs.delete(id);
  return calmed;
}

function mark(flaps: Flaps, id: string, untilMs: number): void {
  flaps.untilMs.set(id, untilMs);
  if (flaps.dueMs === null || untilMs < flaps.dueMs) flaps.dueMs = untilMs;
}
