import type { Clock } from '../../domain/clock';

/** A sleep that can be cut short. */
export interface Alarm {
  ring(): void;
  /** Until `ms` have passed or it rings. Rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createAlarm(clock: Clock): Alarm {
  let bell = new AbortController();
  return {
    ring: () => bell.abort(),
    async wait(ms, signal) {
      await clock.sleep(ms, AbortSignal.any([signal, bell.signal])).catch(() => undefined);
      signal.throwIfAborted();
      bell = new AbortController();
    },
  };
}
