import type { Random } from './clock';

const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/**
 * How long to wait before try number `attempt` (0 for the first), in milliseconds: exponential, at most 5 s, with the
 * upper half left to chance so that many do not come back at once.
 */
export function backoffDelayMs(attempt: number, random: Random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return ceiling / 2 + (ceiling / 2) * random();
}
