import type { Clock } from '../../domain/clock';

export interface PaceLimits {
  readonly bytesPerSecond: number;
  /** What may come at once after a rest. */
  readonly burstBytes: number;
  /** What an answer counts at least, so that small ones are limited too. */
  readonly leastBytes: number;
}

/** Longer would keep a change from being seen within a second. */
const LONGEST_PAUSE_MS = 700;

/** A bucket of bytes: says how long to pause after an answer, in milliseconds. */
export function createPace(limits: PaceLimits, clock: Clock): (bytes: number) => number {
  let left = limits.burstBytes;
  let filledAt = clock.now();
  return (bytes) => {
    const now = clock.now();
    left = Math.min(limits.burstBytes, left + ((now - filledAt) / 1_000) * limits.bytesPerSecond);
    filledAt = now;
    left -= Math.max(bytes, limits.leastBytes);
    if (left >= 0) return 0;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, (-left / limits.bytesPerSecond) * 1_000);
    left = Math.max(left, (-LONGEST_PAUSE_MS / 1_000) * limits.bytesPerSecond);
    return pauseMs;
  };
}
