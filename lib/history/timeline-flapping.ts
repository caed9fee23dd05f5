import { type FlappingRule, flapsUntilMs, type HealthChangeTimes, noteHealthChange } from '../domain/flapping';
import type { Range } from './timeline-range';

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
