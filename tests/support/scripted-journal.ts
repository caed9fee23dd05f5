import { applyBatch, type Batch, type Catalog, emptyCatalog, restoreCatalog } from '@/lib/domain/catalog';
import type { Change, UnplacedChange } from '@/lib/domain/change';
import { isoTime } from '@/lib/domain/clock';
import type { Link } from '@/lib/domain/link';
import type { WaitingEntry } from '@/lib/history/journal-queue';
import { becomeWriter } from '@/lib/history/journal-writer';
import { Past } from '@/lib/history/past';
import { writeBatch } from '@/lib/history/write-batch';
import type { Storage } from '@/lib/storage/storage';
import { JOURNAL_START } from './journal-entries';
import { manualClock } from './manual-clock';

/** What a test says happened to registry `r`, by seconds after the start, written as a process would write it. */
export class ScriptedJournal {
  readonly catalog: Catalog = emptyCatalog('r');
  readonly #storage: Storage;
  #seq = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** First seen: what is there was there before anybody looked, and is no change. */
  async list(at: number, upserted: Batch['upserted']): Promise<void> {
    await becomeWriter(this.#storage, 'r', 'w');
    const applied = applyBatch(this.catalog, { removed: [], upserted }, time(at));
    await this.away(null, at);
    await this.#write(at, { ...applied, changes: [] });
    await this.link(at, 'connecting', 'live');
  }

  async batch(at: number, batch: Partial<Batch>, told: Partial<Change> = {}): Promise<void> {
    const applied = applyBatch(this.catalog, { removed: [], upserted: [], ...batch }, time(at));
    await this.#write(at, applied, { afterGap: batch.afterGap ?? false, ...told });
  }

  async link(at: number, from: Link['state'], to: Link['state']): Promise<void> {
    const change = { kind: 'link-changed', service: null, instance: null, address: null, from, to } as const;
    await this.#write(at, { upserted: [], removed: [], changes: [change] });
  }

  /** Nobody looked; from null: from the beginning of time. */
  async away(from: number | null, to: number): Promise<void> {
    const loss = { registry: 'r', from: from === null ? 0 : ms(from), to: ms(to), lost: 0 };
    await writeBatch(this.#storage, { entries: [], losses: [loss], observed: new Map() }, 'w');
  }

  async observe(until: number): Promise<void> {
    await writeBatch(this.#storage, { entries: [], losses: [], observed: new Map([['r', ms(until)]]) }, 'w');
  }

  /** The catalog as it is now, apart from the one that goes on. */
  copy(): Catalog {
    return restoreCatalog('r', this.catalog.instances.values());
  }

  /** What is known of it at a time. */
  past(now: number, link: Link['state'] = 'live'): Past {
    const standing = { state: link, since: time(0), cause: 'unreachable', detail: '' } as Link;
    return new Past({ storage: this.#storage, clock: manualClock(ms(now)), linkOf: () => standing });
  }

  async #write(
    at: number,
    { upserted, removed, changes }: Pick<WaitingEntry, 'upserted' | 'removed'> & { changes: readonly UnplacedChange[] },
    told: Partial<Change> = {},
  ): Promise<void> {
    this.#seq += 1;
    const place = (change: UnplacedChange, item: number): Change => ({
      ...{ id: `e.${this.#seq}.${item}`, at: time(at), registry: 'r', afterGap: false, origin: 'elsewhere' as const },
      ...change,
      ...told,
    });
    const entry = { registry: 'r', upserted, removed, changes: changes.map(place), at: ms(at), isLast: true };
    await writeBatch(this.#storage, { entries: [entry], losses: [], observed: new Map() }, 'w');
  }
}

/** Milliseconds since 1970 of a second of the script. */
export function ms(seconds: number): number {
  return JOURNAL_START + seconds * 1_000;
}

/** ISO 8601 of a second of the script. */
export function time(seconds: number): string {
  return isoTime(ms(seconds));
}
