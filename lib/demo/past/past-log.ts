import {
  type Applied,
  applyBatch,
  type Batch,
  type Catalog,
  diffCatalog,
  emptyCatalog,
  fillCatalog,
  settleFlapping,
} from '../../domain/catalog';
import type { Change, UnplacedChange } from '../../domain/change';
import { isoTime } from '../../domain/clock';
import type { FlappingRule } from '../../domain/flapping';
import type { Instance, ObservedInstance } from '../../domain/instance';

/** Something that was observed at one moment, milliseconds since 1970. */
export interface PastEntry extends Pick<Applied, 'removed'> {
  readonly atMs: number;
  readonly registry: string;
  readonly upserted: readonly Instance[];
  readonly changes: readonly Change[];
}

/** A stretch in which nobody looked, milliseconds since 1970. */
export interface PastGap {
  readonly fromMs: number;
  readonly toMs: number;
}

interface PastLogOptions {
  readonly registry: string;
  /** Of the ids of the changes; lower-case letters and digits. */
  readonly epoch: string;
  readonly gap: PastGap;
  readonly flapping: FlappingRule | undefined;
}

const NOTHING: Applied = { upserted: [], removed: [], services: [], removedServices: [], changes: [] };
const LINKED: UnplacedChange = {
  kind: 'link-changed',
  service: null,
  instance: null,
  address: null,
  from: 'connecting',
  to: 'live',
};

/** Who would have watched: what it saw, and in the gap did not. */
export class PastLog {
  readonly entries: PastEntry[] = [];
  readonly #options: PastLogOptions;
  readonly #catalog: Catalog;
  #isGapOver = false;

  constructor(options: PastLogOptions) {
    this.#options = options;
    this.#catalog = emptyCatalog(options.registry, options.flapping);
  }

  /** What was there when it began to look. */
  begin(instances: readonly ObservedInstance[], atMs: number): void {
    this.#tell(fillCatalog(this.#catalog, instances, isoTime(atMs)), atMs, false);
    this.#tell({ ...NOTHING, changes: [LINKED] }, atMs, false);
  }

  take(batch: Batch, atMs: number): void {
    const { gap } = this.#options;
    if (atMs >= gap.fromMs && !this.#isGapOver) return;
    this.#tell(applyBatch(this.#catalog, batch, isoTime(atMs)), atMs, false);
  }

  /** To be called as time goes on: ends the gap, and marks of those that flap no longer. */
  pass(atMs: number, present: () => readonly ObservedInstance[]): void {
    const { gap } = this.#options;
    if (atMs < gap.fromMs || this.#isGapOver) {
      const { dueMs } = this.#catalog.flaps;
      if (dueMs === null || dueMs > atMs) return;
      const calmMs = Math.max(dueMs, this.entries.at(-1)?.atMs ?? 0);
      this.#tell(settleFlapping(this.#catalog, isoTime(calmMs)), calmMs, false);
    } else if (atMs >= gap.toMs) {
      this.#isGapOver = true;
      const batch = diffCatalog(this.#catalog, present());
      this.#tell(applyBatch(this.#catalog, batch, isoTime(gap.toMs)), gap.toMs, true);
    }
  }

  #tell({ upserted, removed, changes }: Applied, atMs: number, afterGap: boolean): void {
    if (upserted.length + removed.length + changes.length === 0) return;
    const { registry, epoch } = this.#options;
    const at = isoTime(atMs);
    const placed = changes.map((change, item): Change => {
      const id = `${epoch}.${this.entries.length + 1}.${item}`;
      return { id, at, registry, ...change, afterGap, origin: 'elsewhere' };
    });
    this.entries.push({ atMs, registry, upserted, removed, changes: placed });
  }
}
