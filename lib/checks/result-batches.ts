import type { Clock } from '../domain/clock';
import type { ObservedCheck } from '../domain/instance';

/** Of a thousand findings a second each would otherwise be an entry of its own for every reader. */
const TOGETHER_MS = 50;

type Results = Map<string, ObservedCheck | null>;

/** Puts together what becomes known within a moment, by registry. */
export class ResultBatches {
  readonly #clock: Clock;
  readonly #show: (registry: string, checks: ReadonlyMap<string, ObservedCheck | null>) => void;
  readonly #waiting = new Map<string, Results>();
  #wake: () => void = () => undefined;

  constructor(clock: Clock, show: (registry: string, checks: ReadonlyMap<string, ObservedCheck | null>) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  /** What an instance's check holds now; null takes it away. Shown later, never while this is called. */
  put(registry: string, instance: string, check: ObservedCheck | null): void {
    const results: Results = this.#waiting.get(registry) ?? new Map();
    this.#waiting.set(registry, results.set(instance, check));
    this.#wake();
  }

  /** Leaves out what was not shown yet of an instance. */
  drop(registry: string, instance: string): void {
    this.#waiting.get(registry)?.delete(instance);
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#untilSome(signal);
      await this.#clock.sleep(TOGETHER_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const [registry, results] of waiting) this.#show(registry, results);
    }
  }

  #untilSome(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size > 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake = () => undefined;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}
