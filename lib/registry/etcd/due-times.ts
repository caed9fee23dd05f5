const SLOT_MS = 250;

/** Ids by the time they are due, in slots of a quarter second; those added without a time come first. An id waits once. */
export class DueTimes {
  readonly #slots = new Map<number, string[]>();
  #fresh: string[] = [];
  #overdue: string[] = [];
  readonly #waiting = new Set<string>();

  /** Due at once, before everything that has a time. */
  addNow(id: string): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.#fresh.push(id);
  }

  /** Due at `time`, in milliseconds since 1970. */
  add(id: string, time: number): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    const slot = Math.ceil(time / SLOT_MS);
    const ids = this.#slots.get(slot);
    if (ids) ids.push(id);
    else this.#slots.set(slot, [id]);
  }

  clear(): void {
    this.#slots.clear();
    this.#waiting.clear();
    this.#fresh = [];
    this.#overdue = [];
  }

  /** Takes out at most `limit` ids that are due at `now`. */
  take(now: number, limit: number): readonly string[] {
    const slot = Math.floor(now / SLOT_MS);
    for (const [candidate, ids] of this.#slots) {
      if (candidate > slot) continue;
      for (const id of ids) this.#overdue.push(id);
      this.#slots.delete(candidate);
    }
    // From the end: an order would cost a move of the whole list for every tick.
    const taken = this.#fresh.splice(Math.max(0, this.#fresh.length - limit));
    for (const id of this.#overdue.splice(0, limit - taken.length)) taken.push(id);
    for (const id of taken) this.#waiting.delete(id);
    return taken;
  }
}
