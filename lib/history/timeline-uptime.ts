import type { Stretch } from './timeline-fold';

/** What counts as up, and what as down; of the rest nobody can say, or an operator wanted it so. */
const UP: ReadonlySet<string> = new Set(['passing', 'warning']);
const DOWN: ReadonlySet<string> = new Set(['critical']);

/**
 * The part of the time an instance was up, from 0 to 1, floored to `digits` decimals: 1 only if it was never down.
 * Only time that says something counts: passing and warning are up; critical is down, and so is an absence it came back
 * from, unless an operator had it out before. Null where nothing of that was observed.
 */
export function uptimeOf(stretches: Iterable<Stretch>, digits: number): number | null {
  let upMs = 0;
  let criticalMs = 0;
  let awayMs = 0;
  let pendingMs = 0;
  let wasIn = false;
  for (const { fromMs, toMs, state } of stretches) {
    const ms = toMs - fromMs;
    if (state === 'not-observed') continue;
    if (state === 'absent') {
      if (wasIn) pendingMs += ms;
      continue;
    }
    awayMs += pendingMs;
    pendingMs = 0;
    wasIn = state !== 'out';
    if (UP.has(state)) upMs += ms;
    else if (DOWN.has(state)) criticalMs += ms;
  }
  if (upMs + criticalMs === 0) return null;
  return flooredShare(upMs, upMs + criticalMs + awayMs, digits);
}

/** In whole numbers: 0.29 × 100 is less than 29 in floating point. */
function flooredShare(part: number, whole: number, digits: number): number {
  const scale = 10 ** digits;
  return Number((BigInt(part) * BigInt(scale)) / BigInt(whole)) / scale;
}
