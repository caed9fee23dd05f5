/** Numbered events by time; those of one time in the order they were added. A binary heap in typed arrays. */
export class EventQueue {
  #times = new Float64Array(1024);
  #orders = new Float64Array(1024);
  #events = new Int32Array(1024);
  #size = 0;
  #added = 0;

  get size(): number {
    return this.#size;
  }

  /** When the next event is; Infinity where there is none. */
  get nextAt(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  /** @param event any whole number of 32 bits */
  add(at: number, event: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const order = this.#added++;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      // A newcomer is the last of its time, so that equal times need no look at the order here.
      if ((this.#times[parent] as number) <= at) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, at, order, event);
  }

  /** Takes the next event out. Call it only where there is one. */
  take(): number {
    const event = this.#events[0] as number;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#times[last] as number, this.#orders[last] as number, this.#events[last] as number);
    return event;
  }

  #sink(at: number, order: number, event: number): void {
    const half = this.#size >> 1;
    let place = 0;
    while (place < half) {
      let child = 2 * place + 1;
      if (child + 1 < this.#size && this.#isBefore(child + 1, child)) child += 1;
      const childAt = this.#times[child] as number;
      if (at < childAt || (at === childAt && order < (this.#orders[child] as number))) break;
      this.#move(child, place);
      place = child;
    }
    this.#put(place, at, order, event);
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#times[a] as number) - (this.#times[b] as number);
    return difference < 0 || (difference === 0 && (this.#orders[a] as number) < (this.#orders[b] as number));
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#times[from] as number, this.#orders[from] as number, this.#events[from] as number);
  }

  #put(place: number, at: number, order: number, event: number): void {
    this.#times[place] = at;
    this.#orders[place] = order;
    this.#events[place] = event;
  }

  #grow(): void {
    const grown = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#times = grown(this.#times, new Float64Array(2 * this.#times.length));
    this.#orders = grown(this.#orders, new Float64Array(2 * this.#orders.length));
    this.#events = grown(this.#events, new Int32Array(2 * this.#events.length));
  }
}
