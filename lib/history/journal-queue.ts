import type { RegistryEntry } from '../feed/ring';
import { weighChange, weighInstance } from '../feed/weigh';

/** What the journal keeps of an entry of the feed. */
export type JournalEntry = Pick<RegistryEntry, 'registry' | 'changes' | 'upserted' | 'removed'>;

/** A stretch of which entries were dropped, in milliseconds since 1970. */
export interface Loss {
  readonly registry: string;
  readonly from: number;
  readonly to: number;
  /** How many changes were in them. */
  readonly lost: number;
}

/** What is written together. */
export interface JournalBatch {
  readonly entries: readonly JournalEntry[];
  readonly losses: readonly Loss[];
  /** Until when, in milliseconds since 1970, each registry is known to be observed. */
  readonly observed: ReadonlyMap<string, number>;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly weight: number;
}

/** What waits to be written, bounded: what does not fit any more is counted and dropped, the newest first. */
export class JournalQueue {
  readonly #capacity: number;
  readonly #waiting: Waiting[] = [];
  #weight = 0;
  #losses = new Map<string, Loss>();
  #observed = new Map<string, number>();

  /** @param capacity how many records (changes, instances; {@link weighInstance}) wait; one entry always may. */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get isEmpty(): boolean {
    return this.#waiting.length + this.#losses.size + this.#observed.size === 0;
  }

  /** How many records wait. */
  get weight(): number {
    return this.#weight;
  }

  /** Whether there was room; otherwise the loss is noted for the time `now`. */
  add(entry: JournalEntry, now: number): boolean {
    const weight = weigh(entry);
    if (this.#waiting.length > 0 && this.#weight + weight > this.#capacity) {
      const { from = now, lost = 0 } = this.#losses.get(entry.registry) ?? {};
      this.#losses.set(entry.registry, {
        registry: entry.registry,
        from,
        to: now,
        lost: lost + entry.changes.length,
      });
      return false;
    }
    this.#waiting.push({ entry, weight });
    this.#weight += weight;
    return true;
  }

  observe(registry: string, now: number): void {
    this.#observed.set(registry, now);
  }

  /** The oldest entries, up to so many records and at least one, and all losses. They stay until they are {@link written}. */
  next(records: number): JournalBatch {
    let weight = 0;
    const end = this.#waiting.findIndex((item) => {
      weight += item.weight;
      return weight > records;
    });
    const entries = this.#waiting.slice(0, end === -1 ? undefined : Math.max(end, 1)).map(({ entry }) => entry);
    // What is observed up to now is only so once all of it is written.
    const observed = new Map(entries.length === this.#waiting.length ? this.#observed : []);
    return { entries, losses: [...this.#losses.values()], observed };
  }

  /** Takes out a batch; what was noted since it was made stays for the next. */
  written({ entries, losses, observed }: JournalBatch): void {
    for (const { weight } of this.#waiting.splice(0, entries.length)) this.#weight -= weight;
    for (const loss of losses) this.#settle(loss);
    for (const [registry, until] of observed) {
      if (this.#observed.get(registry) === until) this.#observed.delete(registry);
    }
  }

  /** What was lost since the batch was made is a loss of its own, after the one that is written. */
  #settle(written: Loss): void {
    const { registry, to, lost } = this.#losses.get(written.registry) ?? written;
    if (to === written.to && lost === written.lost) this.#losses.delete(registry);
    else this.#losses.set(registry, { registry, from: Math.min(written.to + 1, to), to, lost: lost - written.lost });
  }
}

function weigh({ changes, upserted, removed }: JournalEntry): number {
  let weight = 1 + removed.length;
  for (const instance of upserted) weight += weighInstance(instance);
  for (const change of changes) weight += weighChange(change);
  return weight;
}
