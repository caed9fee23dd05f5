import type { Clock } from '../domain/clock';

/** How long is slept at a time, in milliseconds: timers hold no more than 24 days, and stand still while a machine sleeps. */
const AT_MOST_MS = 60_000;

/**
 * Waits until the clock has come to `dueAt`, milliseconds since 1970, or so much time has passed: a clock that is set
 * back puts nothing off. Rejects when the signal aborts.
 */
export async function untilDue(dueAt: number, clock: Clock, signal: AbortSignal): Promise<void> {
  let leftMs = dueAt - clock.now();
  while (leftMs > 0) {
    const ms = Math.min(leftMs, AT_MOST_MS);
    await clock.sleep(ms, signal);
    leftMs = Math.min(leftMs - ms, dueAt - clock.now());
  }
}
