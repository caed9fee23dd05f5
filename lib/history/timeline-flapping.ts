import type { Range } from './timeline-range';

/** An instance flaps with more than `changes` health changes within a time. */
export interface FlappingRule {
  readonly changes: number;
  readonly withinMs: number;
}

/** When an instance's newest health changes were, oldest first: never more than the rule has to look at. */
export type HealthChangeTimes = readonly number[];

/** A clock that is set back does not make a change older than the one before it. */
export function noteHealthChange(times: HealthChangeTimes, atMs: number, rule: FlappingRule): HealthChangeTimes {
  const newest = times.at(-1) ?? atMs;
  return [...times, Math.max(atMs, newest)].slice(-(rule.changes + 1));
}

/** Until when it flaps if its health changes no more; null when it does not flap by its changes so far. */
export function flapsUntilMs(times: HealthChangeTimes, rule: FlappingRule): number | null {
  const oldest = times[0];
  const newest = times.at(-1);
  if (times.length <= rule.changes || oldest === undefined || newest === undefined) return null;
  return newest < oldest + rule.withinMs ? oldest + rule.withinMs : null;
}

export function isFlapping(times: HealthChangeTimes, nowMs: number, rule: FlappingRule): boolean {
  const untilMs = flapsUntilMs(times, rule);
  return untilMs !== null && nowMs < untilMs;
}

/** When an instance flapped, given the times (ms) of its health changes in order: in order and apart from each other. */
export function flappingStretches(changesMs: Iterable<number>, rule: FlappingRule): Range[] {
  const stretches: Range[] = [];
  let times: HealthChangeTimes = [];
  for (const atMs of changesMs) {
    times = noteHealthChange(times, atMs, rule);
    const toMs = flapsUntilMs(times, rule);
    const fromMs = times.at(-1);
    if (toMs === null || fromMs === undefined) continue;
    const last = stretches.at(-1);
    if (last && last.toMs >= fromMs) stretches[stretches.length - 1] = { fromMs: last.fromMs, toMs };
    else stretches.push({ fromMs, toMs });
  }
  return stretches;
}
