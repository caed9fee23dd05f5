/** Something with a time at which it is due; `place` is the queue's own, -1 outside of it. */
export interface Due {
  due: number;
  place: number;
}

/** Earliest first: a binary heap whose entries know their place, so that each can leave or move in O(log n). */
export class DueQueue<T extends Due> {
  readonly #heap: T[] = [];

  first(): T | undefined {
    return this.#heap[0];
  }

  /** Puts an entry in, or to its right place after its time has changed. */
  put(entry: T): void {
    if (entry.place < 0) {
      entry.place = this.#heap.length;
      this.#heap.push(entry);
    }
    this.#down(this.#up(entry));
  }

  remove(entry: T): void {
    const last = this.#heap.at(-1);
    if (entry.place < 0 || !last) return;
    this.#heap.pop();
    if (last !== entry) {
      this.#set(last, entry.place);
      this.#down(this.#up(last));
    }
    entry.place = -1;
  }

  /** Moves all of them by the same time, which keeps their order. */
  shift(ms: number): void {
    for (const entry of this.#heap) entry.due += ms;
  }

  #up(entry: T): T {
    for (let above = this.#above(entry); above && above.due > entry.due; above = this.#above(entry)) {
      this.#swap(above, entry);
    }
    return entry;
  }

  #down(entry: T): void {
    for (let below = this.#below(entry); below && below.due < entry.due; below = this.#below(entry)) {
      this.#swap(entry, below);
    }
  }

  #above({ place }: T): T | undefined {
    return place === 0 ? undefined : this.#heap[(place - 1) >> 1];
  }

  #below({ place }: T): T | undefined {
    const left = this.#heap[2 * place + 1];
    const right = this.#heap[2 * place + 2];
    return left && right && right.due < left.due ? right : left;
  }

  #swap(above: T, below: T): void {
    const { place } = above;
    this.#set(above, below.place);
    this.#set(below, place);
  }

  #set(entry: T, place: number): void {
    this.#heap[place] = entry;
    entry.place = place;
  }
}
