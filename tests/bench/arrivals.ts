import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from './monotonic';

const GIVE_UP_MS = 15_000;
/** At least as long as a mark. */
const TAIL = 40;

/** Notes when a mark first arrives in a stream of text, however it is cut into pieces. */
export class Arrivals {
  readonly #name: string;
  #mark: string | null = null;
  #tail = '';
  #arrived: (at: number) => void = () => {};

  constructor(name: string) {
    this.#name = name;
  }

  feed(text: string): void {
    if (this.#mark === null) return;
    const whole = this.#tail + text;
    this.#tail = whole.slice(-TAIL);
    if (!whole.includes(this.#mark)) return;
    this.#mark = null;
    this.#arrived(monotonicMs());
  }

  /** When `mark` arrives, by {@link monotonicMs}. One at a time. */
  async when(mark: string): Promise<number> {
    this.#mark = mark;
    this.#tail = '';
    const given = new AbortController();
    const arrival = new Promise<number>((resolve) => {
      this.#arrived = resolve;
    });
    const late = delay(GIVE_UP_MS, undefined, { signal: given.signal }).then(() => {
      throw new Error(`${this.#name}: ${mark} did not arrive in ${GIVE_UP_MS} ms`);
    });
    try {
      return await Promise.race([arrival, late]);
    } finally {
      given.abort();
      late.catch(() => undefined);
    }
  }
}
