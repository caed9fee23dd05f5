import type { Clock } from '@/lib/domain/clock';

/** A clock that stands still until it is told to advance. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`, waking sleepers in the order they are due and letting each run before the next. */
  advance(ms: number): Promise<void>;
  /** Moves time on by `ms` at once, as of a machine that slept: whoever should have woken meanwhile does so at the next advance. */
  jump(ms: number): void;
  /** How many sleep now. */
  sleepers(): number;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Starts at `start`, milliseconds since 1970. */
export function manualClock(start: number = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let now = start;
  const sleeping = new Set<Sleeper>();

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        sleeping.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper = {
        due: now + ms,
        wake: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      sleeping.add(sleeper);
    });
  }

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    await settle();
    for (let next = earliest(sleeping); next && next.due <= until; next = earliest(sleeping)) {
      now = Math.max(now, next.due);
      sleeping.delete(next);
      next.wake();
      await settle();
    }
    now = until;
  }

  function jump(ms: number): void {
    now += ms;
  }

  return { now: () => now, sleep, advance, jump, sleepers: () => sleeping.size };
}

/** Lets everything that was woken run until it waits again. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function earliest(sleeping: Iterable<Sleeper>): Sleeper | undefined {
  let first: Sleeper | undefined;
  for (const sleeper of sleeping) if (!first || sleeper.due < first.due) first = sleeper;
  return first;
}
