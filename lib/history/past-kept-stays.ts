import type { Storage } from '../storage/storage';
import { readStays, type ServiceStays, type StaysOf } from './past-stays';
import type { Range } from './timeline-range';
import { mergeStays, type Stays, staysTouch } from './timeline-stays';

/** All stays of a service, or of an instance, that ended in a stretch of time, by instance. */
interface Ended {
  readonly fromMs: number;
  /** Nothing that is written from now on ended before. */
  readonly untilMs: number;
  readonly stays: ReadonlyMap<string, Stays>;
  readonly count: number;
}

const NONE: Ended = { fromMs: 0, untilMs: 0, stays: new Map(), count: 0 };
/** How many stays are held; each takes 24 bytes. */
const CAPACITY = 1_000_000;

/**
 * The stays of services and of instances, those that have ended held in memory: nothing of them changes any more, and
 * to read 100,000 takes the database several times as long as all else. What was read last is held longest.
 */
export class KeptStays {
  readonly #storage: Pick<Storage, 'reads'>;
  readonly #capacity: number;
  readonly #held = new Map<string, Ended>();
  #count = 0;

  constructor(storage: Pick<Storage, 'reads'>, capacity = CAPACITY) {
    this.#storage = storage;
    this.#capacity = capacity;
  }

  /** The stays that touch a range, by the name of the instance in the table. @throws StorageError */
  async read(of: StaysOf, range: Range): Promise<ReadonlyMap<string, Stays>> {
    const key = JSON.stringify([of.registry, of.service, of.instance]);
    const held = this.#held.get(key);
    const known =
      held && held.fromMs <= range.fromMs ? held : { ...NONE, fromMs: range.fromMs, untilMs: range.fromMs + 1 };
    const newer = new Map<string, Stays>();
    const since = { fromMs: known.untilMs - 1, toMs: Math.max(range.toMs, known.untilMs) };
    let untilMs: number | undefined;
    for await (const page of readStays(this.#storage, of, since)) {
      for (const { instance, stays } of page) {
        const elsewhere = newer.get(instance);
        newer.set(instance, elsewhere ? mergeStays(elsewhere, stays) : stays);
      }
      // What ended before it was written before: later pages, which may know of more, miss nothing of it either.
      untilMs ??= lastEnd(page, since.toMs);
    }
    if (untilMs !== undefined && untilMs > known.untilMs) this.#hold(key, withEnded(known, newer, untilMs));
    else if (held) this.#hold(key, held);
    const all = new Map<string, Stays>();
    for (const instance of new Set([...known.stays.keys(), ...newer.keys()])) {
      const stays = joined(known.stays.get(instance), newer.get(instance));
      if (staysTouch(stays, range)) all.set(instance, stays);
    }
    return all;
  }

  #hold(key: string, next: Ended): void {
    this.#count += next.count - (this.#held.get(key)?.count ?? 0);
    this.#held.delete(key);
    this.#held.set(key, next);
    for (const [oldest, { count }] of this.#held) {
      if (this.#count <= this.#capacity) return;
      this.#held.delete(oldest);
      this.#count -= count;
    }
  }
}

/** The last end before a time; more may have ended with it, and not be written yet. */
function lastEnd(page: readonly ServiceStays[], beforeMs: number): number {
  let last = 0;
  for (const { stays } of page) {
    for (let at = 1; at < stays.length; at += 3) {
      const end = stays[at] ?? 0;
      if (end < beforeMs && end > last) last = end;
    }
  }
  return last;
}

/** What is known, and what ended since, before a time. */
function withEnded(known: Ended, newer: ReadonlyMap<string, Stays>, untilMs: number): Ended {
  const stays = new Map(known.stays);
  let count = known.count;
  for (const [instance, own] of newer) {
    const done: number[] = [];
    for (let at = 0; at + 2 < own.length; at += 3) {
      const [from = 0, to = 0, state = 0] = [own[at], own[at + 1], own[at + 2]];
      if (to < untilMs) done.push(from, to, state);
    }
    if (done.length === 0) continue;
    stays.set(instance, joined(stays.get(instance), done));
    count += done.length / 3;
  }
  return { fromMs: known.fromMs, untilMs, stays, count };
}

function joined(earlier: Stays | undefined, later: Stays | undefined): Stays {
  if (!earlier || !later) return earlier ?? later ?? [];
  return earlier.concat(later);
}
