/** A first-in-first-out list bounded by weight; the newest item is always kept. */
export class Bounded<T> {
  readonly #capacity: number;
  readonly #weigh: (item: T) => number;
  #items: T[] = [];
  #start = 0;
  #weight = 0;

  constructor(capacity: number, weigh: (item: T) => number = () => 1) {
    this.#capacity = capacity;
    this.#weigh = weigh;
  }

  get length(): number {
    return this.#items.length - this.#start;
  }

  /** The item at `index`, 0 for the oldest. */
  at(index: number): T | undefined {
    return this.#items[this.#start + index];
  }

  /** Adds an item and returns the last one dropped to make room for it. */
  push(item: T): T | undefined {
    this.#items.push(item);
    this.#weight += this.#weigh(item);
    let dropped: T | undefined;
    while (this.#weight > this.#capacity && this.length > 1) {
      dropped = this.#items[this.#start] as T;
      this.#weight -= this.#weigh(dropped);
      this.#start += 1;
    }
    // Dropped items are let go of in strides, so that a push stays cheap.
    if (this.#start > 1_024 && this.#start * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
    return dropped;
  }

  *newestFirst(): Generator<T> {
    for (let at = this.#items.length - 1; at >= this.#start; at--) yield this.#items[at] as T;
  }

  from(index: number): readonly T[] {
    return this.#items.slice(this.#start + index);
  }
}
