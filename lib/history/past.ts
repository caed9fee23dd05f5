import type { Clock } from '../domain/clock';
import type { Link } from '../domain/link';
import type { Storage } from '../storage/storage';
import { type PastCatalog, readCatalog } from './past-catalog';
import { OBSERVED_WITHIN_MS, type RegistryNow, readGaps } from './past-gaps';
import { KeptStays } from './past-kept-stays';
import type { Range } from './timeline-range';

export interface PastDeps {
  readonly storage: Pick<Storage, 'reads'>;
  readonly clock: Clock;
  /** How the link of a registry stands now; absent for one that is not configured. */
  readonly linkOf: (registry: string) => Link | undefined;
}

/** How many catalogs are held, and of how many instances together. */
const HELD_CATALOGS = 8;
const HELD_INSTANCES = 200_000;
/** What is younger may not be committed yet, in milliseconds: it is not held. Then the lack of it is a gap. */
const SETTLED_MS = OBSERVED_WITHIN_MS;

/** What is known of times gone by. Nothing of it ever changes, but for what is no longer kept. */
export class Past {
  readonly storage: Pick<Storage, 'reads'>;
  readonly kept: KeptStays;
  readonly #deps: PastDeps;
  /** The one used last is the last. */
  readonly #catalogs = new Map<string, Promise<PastCatalog>>();

  constructor(deps: PastDeps) {
    this.#deps = deps;
    this.storage = deps.storage;
    this.kept = new KeptStays(deps.storage);
  }

  get nowMs(): number {
    return this.#deps.clock.now();
  }

  /** A registry as it stands now, for what asks how it was. */
  now(registry: string): RegistryNow {
    return { registry, link: this.#deps.linkOf(registry), nowMs: this.nowMs };
  }

  /** What nobody observed. @throws StorageError */
  gaps(registry: string, range: Range): Promise<readonly Range[]> {
    return readGaps(this.storage, this.now(registry), range);
  }

  /** A registry as it was at a moment (ms); empty where nothing is known of it. @throws StorageError */
  catalogAt(registry: string, atMs: number): Promise<PastCatalog> {
    const key = `${atMs} ${registry}`;
    const held = this.#catalogs.get(key);
    const read = held ?? readCatalog(this.storage, this.now(registry), atMs);
    this.#catalogs.delete(key);
    if (atMs < this.nowMs - SETTLED_MS) this.#catalogs.set(key, read);
    const [oldest] = this.#catalogs.keys();
    if (oldest !== undefined && this.#catalogs.size > HELD_CATALOGS) this.#catalogs.delete(oldest);
    const forget = () => void this.#catalogs.delete(key);
    // What failed is asked for again, and what was not observed as far as is committed: more of it may still be.
    if (!held) read.then(({ moment }) => (moment.observed ? this.#shrink() : forget())).catch(forget);
    return read;
  }

  /** Of large ones only a few are held. */
  async #shrink(): Promise<void> {
    const held = [...this.#catalogs];
    const reads = await Promise.allSettled(held.map(([, read]) => read));
    const sizes = reads.map((read) => (read.status === 'fulfilled' ? read.value.catalog.instances.size : 0));
    let instances = sizes.reduce((sum, size) => sum + size, 0);
    for (const [index, [key]] of held.entries()) {
      if (instances <= HELD_INSTANCES) return;
      this.#catalogs.delete(key);
      instances -= sizes[index] ?? 0;
    }
  }
}
