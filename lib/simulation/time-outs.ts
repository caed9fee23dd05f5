const NONE = -1;

/**
 * When whoever asked gives up, by attempt. All wait equally long, so that the oldest is always the next: a list in the
 * order they came, linked both ways, from which one that is answered is taken out at once. Nothing of it stays behind.
 */
export class TimeOuts {
  readonly #afterMs: number;
  #at = new Float64Array(256);
  /** By attempt: its neighbours in the list. */
  #before = new Int32Array(256);
  #after = new Int32Array(256);
  #first = NONE;
  #last = NONE;
  #nextAt = Number.POSITIVE_INFINITY;

  /** @param afterMs null where nobody ever gives up */
  constructor(afterMs: number | null) {
    this.#afterMs = afterMs ?? Number.POSITIVE_INFINITY;
  }

  /** When the next gives up; Infinity where nobody will. */
  get nextAt(): number {
    return this.#nextAt;
  }

  /** From now on it is waited for. */
  add(attempt: number, now: number): void {
    if (this.#afterMs === Number.POSITIVE_INFINITY) return;
    while (attempt >= this.#at.length) this.#grow();
    this.#at[attempt] = now + this.#afterMs;
    this.#before[attempt] = this.#last;
    this.#after[attempt] = NONE;
    if (this.#last === NONE) this.#begin(attempt);
    else this.#after[this.#last] = attempt;
    this.#last = attempt;
  }

  /** It is answered: nobody gives it up any more. */
  drop(attempt: number): void {
    if (this.#afterMs === Number.POSITIVE_INFINITY) return;
    const before = this.#before[attempt] as number;
    const after = this.#after[attempt] as number;
    if (before === NONE) this.#begin(after);
    else this.#after[before] = after;
    if (after === NONE) this.#last = before;
    else this.#before[after] = before;
  }

  /** Takes the next one out. Call it only where there is one. */
  take(): number {
    const attempt = this.#first;
    this.drop(attempt);
    return attempt;
  }

  #begin(attempt: number): void {
    this.#first = attempt;
    this.#nextAt = attempt === NONE ? Number.POSITIVE_INFINITY : (this.#at[attempt] as number);
  }

  #grow(): void {
    const length = 2 * this.#at.length;
    const at = new Float64Array(length);
    at.set(this.#at);
    const before = new Int32Array(length);
    before.set(this.#before);
    const after = new Int32Array(length);
    after.set(this.#after);
    this.#at = at;
    this.#before = before;
    this.#after = after;
  }
}
