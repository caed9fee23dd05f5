import type { Contender } from './contender';

interface Entry {
  readonly deadline: number;
  readonly order: number;
  readonly instance: Contender;
}

/** Envoy's, since its pull request 31592: first turns come a breath early, so that rounding decides no tie. */
const EARLY_WEIGHT = 1e-13;

/**
 * Envoy's earliest deadline first (source/common/upstream/edf_scheduler.h): who is picked comes again 1/weight later, the
 * first inserted first among equals. In doubles, as Envoy, so the sequence is not exactly periodic.
 */
export class EdfScheduler {
  readonly #weightOf: (instance: Contender) => number;
  readonly #heap: Entry[] = [];
  #time = 0;
  #order = 0;

  /**
   * Leaves out whose weight is not above 0. `skipped` picks count as made, so that balancers start apart: everybody's
   * whole turns at once, what is left one by one. Null begins at the beginning, with ties as they fall.
   */
  constructor(instances: readonly Contender[], weightOf: (instance: Contender) => number, skipped: number | null) {
    const picks = skipped ?? 0;
    this.#weightOf = weightOf;
    const weighed = instances
      .filter((instance) => weightOf(instance) > 0)
      .map((instance) => ({ instance, weight: weightOf(instance) + (skipped === null ? 0 : EARLY_WEIGHT) }));
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
    let left = picks;
    for (const { instance, weight } of weighed) {
      let turns = Math.floor((weight * picks) / total);
      if (turns > 0 && turns / weight >= picks / total) turns--;
      this.#time = Math.max(this.#time, turns / weight);
      this.#insert({ deadline: (turns + 1) / weight, order: this.#order++, instance });
      left -= turns;
    }
    for (; left > 0 && weighed.length > 0; left--) this.pick();
  }

  /** The earliest; its weight is read now, for its next turn. */
  pick(): Contender | null {
    const first = this.#heap[0];
    if (first === undefined) return null;
    this.#time = first.deadline;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    this.#add(first.instance);
    return first.instance;
  }

  #add(instance: Contender): void {
    const weight = this.#weightOf(instance);
    if (weight > 0) this.#insert({ deadline: this.#time + 1 / weight, order: this.#order++, instance });
  }

  #insert(entry: Entry): void {
    let at = this.#heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      this.#heap[at] = above;
      at = parent;
    }
    this.#heap[at] = entry;
  }

  #sink(): void {
    const heap = this.#heap;
    const entry = heap[0];
    if (entry === undefined) return;
    let at = 0;
    while (true) {
      const left = 2 * at + 1;
      const right = heap[left + 1];
      let child = heap[left];
      let chosen = left;
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        child = right;
        chosen = left + 1;
      }
      if (child === undefined || !isBefore(child, entry)) break;
      heap[at] = child;
      at = chosen;
    }
    heap[at] = entry;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.deadline < other.deadline || (one.deadline === other.deadline && one.order < other.order);
}
