export interface Bounds<T> {
  readonly capacity: number;
  /** What an item counts against the capacity; 1 when absent. */
  readonly weigh?: (item: T) => number;
  /** So many are kept whatever they weigh; 1 when absent, since the newest item always is. */
  readonly least?: number;
}

/** A first-in-first-out list bounded by weight. */
export class Bounded<T> {
  readonly #bounds: Required<Bounds<T>>;
  #items: (T | undefined)[] = [];
  #start = 0;
  #weight = 0;

  constructor({ capacity, weigh = () => 1, least = 1 }: Bounds<T>) {
    this.#bounds = { capacity, weigh, least };
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
    const { capacity, weigh, least } = this.#bounds;
    this.#items.push(item);
    this.#weight += weigh(item);
    let dropped: T | undefined;
    while (this.#weight > capacity && this.length > least) {
      dropped = this.#items[this.#start] as T;
      this.#weight -= weigh(dropped);
      this.#items[this.#start] = undefined;
      this.#start += 1;
    }
    // The empty places go in strides, so that a push stays cheap.
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
    return this.#items.slice(this.#start + index) as T[];
  }
}
