/** An instance flaps with more than `changes` health changes within a time. */
export interface FlappingRule {
  readonly changes: number;
  readonly withinMs: number;
}

export const DEFAULT_FLAPPING_RULE: FlappingRule = { changes: 5, withinMs: 600_000 };

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
