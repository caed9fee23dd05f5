import type { Random } from './clock';

/** How long is waited at first, and at most, in milliseconds. */
export interface BackoffLimits {
  readonly firstMs: number;
  readonly longestMs: number;
}

const LIMITS: BackoffLimits = { firstMs: 100, longestMs: 5_000 };

/**
 * How long to wait before try number `attempt` (0 for the first), in milliseconds: exponential, at most 5 s where
 * nothing else is said, with the upper half left to chance so that many do not come back at once.
 */
export function backoffDelayMs(attempt: number, random: Random, { firstMs, longestMs } = LIMITS): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 30));
  return ceiling / 2 + (ceiling / 2) * random();
}
