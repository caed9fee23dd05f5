import type { Clock } from '../domain/clock';

/** Wakes whoever waits. A ring that nobody hears is kept for the next who waits. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Resolves when it is rung, the time is over or the signal aborts. */
  async wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    this.#wake = () => over.abort();
    if (!this.#rung) await clock.sleep(ms, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    this.#wake = null;
    this.#rung = false;
    over.abort();
  }
}
