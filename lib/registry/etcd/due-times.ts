const SLOT_MS = 250;

/** Ids by the time they are due, in slots of a quarter second; those added without a time come first. An id waits once. */
export class DueTimes {
  readonly #slots = new Map<number, Set<string>>();
  readonly #fresh = new Set<string>();
  readonly #overdue = new Set<string>();
  /** The set each id waits in. */
  readonly #waiting = new Map<string, Set<string>>();

  /** Due at once, before everything that has a time, even where it waited for one. */
  addNow(id: string): void {
    const before = this.#waiting.get(id);
    if (before === this.#fresh) return;
    before?.delete(id);
    this.#wait(id, this.#fresh);
  }

  /** Due at `time`, in milliseconds since 1970, unless it waits already. */
  add(id: string, time: number): void {
    if (this.#waiting.has(id)) return;
    const number = Math.ceil(time / SLOT_MS);
    const slot = this.#slots.get(number) ?? new Set();
    this.#slots.set(number, slot);
    this.#wait(id, slot);
  }

  /** Takes out at most `limit` ids that are due at `now`. */
  take(now: number, limit: number): readonly string[] {
    const current = Math.floor(now / SLOT_MS);
    for (const [number, ids] of this.#slots) {
      if (number > current) continue;
      for (const id of ids) this.#wait(id, this.#overdue);
      this.#slots.delete(number);
    }
    const taken: string[] = [];
    for (const ids of [this.#fresh, this.#overdue]) {
      for (const id of ids) {
        if (taken.length >= limit) return taken;
        ids.delete(id);
        this.#waiting.delete(id);
        taken.push(id);
      }
    }
    return taken;
  }

  #wait(id: string, where: Set<string>): void {
    where.add(id);
    this.#waiting.set(id, where);
  }
}
