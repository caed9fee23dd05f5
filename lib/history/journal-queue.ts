import type { Change } from '../domain/change';
import type { RegistryEntry } from '../feed/ring';
import { weighChange, weighInstance } from '../feed/weigh';
import { entryPieces } from './entry-pieces';

/** What the journal keeps of an entry of the feed. */
export type JournalEntry = Pick<RegistryEntry, 'registry' | 'changes' | 'upserted' | 'removed'>;

/** An entry, or a piece of a large one, as it waits. */
export interface WaitingEntry extends JournalEntry {
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** False for a piece that others of the same entry follow. */
  readonly isLast: boolean;
}

/** A stretch of which changes were lost, or in which nobody looked, in milliseconds since 1970. */
export interface Loss {
  readonly registry: string;
  readonly from: number;
  readonly to: number;
  /** How many changes were in it; 0 where nobody knows. */
  readonly lost: number;
}

/** What is written together. */
export interface JournalBatch {
  readonly entries: readonly WaitingEntry[];
  readonly losses: readonly Loss[];
  /** Until when, in milliseconds since 1970, each registry is known to be observed. */
  readonly observed: ReadonlyMap<string, number>;
}

interface Waiting {
  readonly entry: WaitingEntry;
  /** What it is to write. */
  readonly weight: number;
  /** What it takes of the capacity. */
  readonly room: number;
}

/** How many instances a piece has: whoever else needs the embedded database waits for one at a time. */
const PIECE = 1_000;

/** What waits to be written, bounded: what does not fit any more is counted and dropped, the newest first. */
export class JournalQueue {
  readonly #capacity: number;
  readonly #waiting: Waiting[] = [];
  #weight = 0;
  #taken = 0;
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

  /** The changes that wait, newest first. */
  *changes(): Generator<Change, void, undefined> {
    for (const { entry } of this.#waiting.toReversed()) yield* entry.changes.toReversed();
  }

  /** Whether there was room; otherwise the loss is noted for the time `now`. */
  add(entry: JournalEntry, now: number): boolean {
    const pieces = [...entryPieces(entry, PIECE)];
    const weights = pieces.map(weigh);
    const room = this.#roomOf(pieces, weights);
    if (this.#waiting.length > 0 && this.#taken + room > this.#capacity) {
      this.lose({ registry: entry.registry, from: now, to: now, lost: entry.changes.length });
      return false;
    }
    for (const [index, piece] of pieces.entries()) {
      const isLast = index === pieces.length - 1;
      const weight = weights[index] ?? 0;
      this.#waiting.push({ entry: { ...piece, at: now, isLast }, weight, room: room / pieces.length });
      this.#weight += weight;
    }
    this.#taken += room;
    return true;
  }

  /** One that is larger than all the room leaves some of it to those that follow: its instances are in the catalog anyway. */
  #roomOf(pieces: readonly JournalEntry[], weights: readonly number[]): number {
    const [first] = pieces;
    if (pieces.length > 1 && first?.changes.length === 0) return pieces.length;
    const weight = weights.reduce((sum, piece) => sum + piece, 0);
    return weight > this.#capacity ? this.#capacity / 2 : weight;
  }

  /** Notes a loss; one that already waits grows to cover it. */
  lose({ registry, from, to, lost }: Loss): void {
    const known = this.#losses.get(registry) ?? { from, to, lost: 0 };
    this.#losses.set(registry, {
      registry,
      from: Math.min(known.from, from),
      to: Math.max(known.to, to),
      lost: known.lost + lost,
    });
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
    for (const { weight, room } of this.#waiting.splice(0, entries.length)) {
      this.#weight -= weight;
      this.#taken -= room;
    }
    // Shares of a large entry are no whole numbers.
    if (this.#waiting.length === 0) this.#taken = 0;
    for (const loss of losses) this.#settle(loss);
    for (const [registry, until] of observed) {
      if (this.#observed.get(registry) === until) this.#observed.delete(registry);
    }
  }

  /** What was lost since the batch was made is a loss of its own, after the one that is written. */
  #settle(written: Loss): void {
    const { registry, to, lost } = this.#losses.get(written.registry) ?? written;
    if (to === written.to && lost === written.lost) {
      this.#losses.delete(registry);
      return;
    }
    // Two that begin at the same time would be taken for one.
    const from = written.from < written.to ? written.to : written.to + 1;
    this.#losses.set(registry, { registry, from: Math.min(from, to), to, lost: lost - written.lost });
  }
}

function weigh({ changes, upserted, removed }: JournalEntry): number {
  let weight = 1 + removed.length;
  for (const instance of upserted) weight += weighInstance(instance);
  for (const change of changes) weight += weighChange(change);
  return weight;
}
