import type { Clock } from '../domain/clock';

/** Marks end on the second: many that end one after the other are told together. */
const GRAIN_MS = 1_000;
/** Then it looks again, wherever the clock was set meanwhile. */
const LONGEST_SLEEP_MS = 3_600_000;

/** Wakes when the next mark of an instance that flaps ends; sleeps only while there is one. */
export class CalmTimer {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #dueMs: number | null = null;
  #sleep: AbortController | undefined;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Sets when it is to wake, until the signal aborts: null for never. */
  arm(dueMs: number | null, signal: AbortSignal): void {
    if (dueMs === this.#dueMs || signal.aborted) return;
    this.#sleep?.abort();
    this.#dueMs = dueMs;
    if (dueMs === null) return;
    const sleep = new AbortController();
    this.#sleep = sleep;
    const ms = Math.ceil(dueMs / GRAIN_MS) * GRAIN_MS - this.#clock.now();
    this.#clock.sleep(Math.min(Math.max(ms, 0), LONGEST_SLEEP_MS), AbortSignal.any([signal, sleep.signal])).then(
      () => {
        this.#dueMs = null;
        this.#wake();
      },
      () => undefined,
    );
  }
}
