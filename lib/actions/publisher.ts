import type { Action } from '../domain/action';
import type { Clock } from '../domain/clock';

/** How long readers wait at most for what happened to an action, in milliseconds. */
const PAUSE_MS = 100;

/** Tells readers of actions: the first thing at once, and what follows in a burst together. */
export class Publisher {
  readonly #publish: (actions: readonly Action[]) => void;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Action>();
  #isResting = false;

  constructor(publish: (actions: readonly Action[]) => void, clock: Clock) {
    this.#publish = publish;
    this.#clock = clock;
  }

  tell(action: Action): void {
    this.#waiting.set(action.id, action);
    if (!this.#isResting) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.size === 0) return;
    const actions = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#publish(actions);
    this.#isResting = true;
    void this.#clock.sleep(PAUSE_MS).then(() => {
      this.#isResting = false;
      this.#flush();
    });
  }
}
