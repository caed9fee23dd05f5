import type { Action } from '../domain/action';
import type { RemovedInstance } from '../domain/catalog';
import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { ServiceSummary } from '../domain/service';
import { Bounded } from './bounded';
import { weighChange, weighInstance } from './weigh';

/** One thing that happened, kept so that a reader who was away can be told exactly. */
export type Entry = RegistryEntry | ActionsEntry;

/** What became of actions, each whole; the newest first. They are of no one registry. */
export interface ActionsEntry {
  readonly seq: number;
  readonly actions: readonly Action[];
}

/** What one position of one registry did. */
export interface RegistryEntry {
  readonly seq: number;
  readonly registry: string;
  readonly upserted: readonly Instance[];
  readonly removed: readonly RemovedInstance[];
  readonly services: readonly ServiceSummary[];
  readonly removedServices: readonly string[];
  readonly changes: readonly Change[];
  /** Set when the entry is a change of the link. */
  readonly link?: Link;
}

/** The last entries of the feed, which says so when it cannot answer. */
export class Ring {
  readonly #entries: Bounded<Entry>;
  #lastSeq = 0;
  #floor = 0;

  /** @param capacity how many records (changes, instances, summaries; {@link weighInstance}) are kept; the newest entry always is. */
  constructor(capacity: number) {
    this.#entries = new Bounded({ capacity, weigh });
  }

  /** The place of the newest entry. */
  get seq(): number {
    return this.#lastSeq;
  }

  push(entry: Entry): void {
    const dropped = this.#entries.push(entry);
    if (dropped) this.#floor = dropped.seq;
    this.#lastSeq = entry.seq;
  }

  /** Everything after `seq`, oldest first, or `gap` when that was dropped or never was. */
  since(seq: number): readonly Entry[] | 'gap' {
    if (seq < this.#floor || seq > this.#lastSeq) return 'gap';
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries.at(middle)?.seq ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return this.#entries.from(low);
  }
}

function weigh(entry: Entry): number {
  if ('actions' in entry) return entry.actions.reduce((sum, { steps }) => sum + 1 + steps.length, 0);
  let weight = 1 + entry.removed.length + entry.services.length;
  for (const instance of entry.upserted) weight += weighInstance(instance);
  for (const change of entry.changes) weight += weighChange(change);
  return weight;
}
