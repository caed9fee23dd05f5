import { type Clock, isoTime } from '../domain/clock';
import type { RegistryEntry } from '../feed/ring';
import type { Upstream } from '../feed/upstream';
import { catchUp } from './catch-up';
import type { Journal } from './journal';
import type { KnownCatalog } from './known-catalog';

export interface RecorderDeps {
  readonly upstream: Upstream;
  readonly journal: Journal;
  readonly clock: Clock;
  /** New ones for changes that the feed did not tell. */
  readonly newEpoch: () => string;
  /** What is committed of the registry; null for nothing. @throws StorageError */
  readonly loadKnown: () => Promise<KnownCatalog | null>;
}

/** What the journal of a registry is when it is gone on with. */
interface Start {
  readonly known: KnownCatalog | null;
  /** Whether the catalog is exactly the known one: seeded with it, and not listed since. */
  readonly isInStep: boolean;
}

/**
 * Where the journal stands against the catalog: in step with it; `behind`, at a known catalog, until the registry is
 * live and what differs can be told; or `lossy`, at one that has to be read once all that waits is written.
 */
type Standing =
  | { readonly kind: 'in step' }
  | { readonly kind: 'behind'; readonly known: KnownCatalog | null }
  | { readonly kind: 'lossy' };

/** Keeps the journal of one registry in step with its catalog. */
export class Recorder {
  readonly #deps: RecorderDeps;
  #standing: Standing;
  #missingFrom: number | null = null;
  /** Since when nobody looked, or told, in milliseconds since 1970; null when that is written. */
  #unseenFrom: number | null;

  constructor(deps: RecorderDeps, { known, isInStep }: Start) {
    this.#deps = deps;
    this.#standing = isInStep ? { kind: 'in step' } : { kind: 'behind', known };
    this.#unseenFrom = known ? Date.parse(known.observedUntil) : 0;
    // It may last longer, but if this process is killed now nobody else knows of it.
    this.#tellUnseen(deps.clock.now());
  }

  get isInStep(): boolean {
    return this.#standing.kind === 'in step';
  }

  /** From where on in the feed (`seq`) what it told is nowhere in the journal; null while nothing is missing. */
  get missingFrom(): number | null {
    return this.#missingFrom;
  }

  /** Takes what the feed tells of the registry. */
  take(entry: RegistryEntry): void {
    if (!this.#take(entry)) this.#missingFrom ??= entry.seq;
  }

  /** Whether it is in the journal, or waits to be. */
  #take(entry: RegistryEntry): boolean {
    switch (this.#standing.kind) {
      case 'in step':
        return this.#add(entry);
      case 'behind': {
        const { known } = this.#standing;
        if (this.#catchUp(known)) return this.isInStep;
        // That it cannot be reached is worth telling meanwhile, and says from now on that nobody looks.
        if (!entry.link || !this.#add(entry)) return false;
        this.#standing = { kind: 'behind', known: known && { ...known, link: entry.link.state } };
        return true;
      }
      case 'lossy':
        this.#deps.journal.lose({ ...this.#now(), lost: entry.changes.length });
        this.#unseenFrom = this.#now().to;
        return false;
    }
  }

  #add(entry: RegistryEntry): boolean {
    this.#endUnseen(this.#timeOf(entry));
    const isAdded = this.#deps.journal.add(entry);
    if (!isAdded) this.#lose();
    return isAdded;
  }

  /** Notes that the registry is observed up to now, where it is. */
  note(): void {
    const { upstream, journal } = this.#deps;
    if (this.isInStep && upstream.link.state === 'live') journal.observe(upstream.registry.id);
  }

  /** The same, and goes on where it could not before. @throws StorageError */
  async look(): Promise<void> {
    const { journal, loadKnown } = this.#deps;
    if (this.#standing.kind === 'lossy') {
      if (!journal.isUpToDate) return;
      const known = await loadKnown();
      this.#standing = { kind: 'behind', known };
    }
    if (this.#standing.kind === 'behind') this.#catchUp(this.#standing.known);
    this.note();
  }

  #lose(): void {
    this.#standing = { kind: 'lossy' };
    this.#unseenFrom = this.#now().to;
  }

  /** Whether the catalog could be trusted, and is told. */
  #catchUp(known: KnownCatalog | null): boolean {
    const { upstream, journal, clock, newEpoch } = this.#deps;
    if (!upstream.isListed || upstream.link.state !== 'live') return false;
    const now = clock.now();
    this.#endUnseen(now);
    this.#standing = { kind: 'in step' };
    const entries = catchUp(known, upstream.catalog, { at: isoTime(now), epoch: newEpoch() });
    if (entries.every((entry) => journal.add(entry))) this.#missingFrom = null;
    else this.#lose();
    return true;
  }

  #endUnseen(to: number): void {
    this.#tellUnseen(to);
    this.#unseenFrom = null;
  }

  #tellUnseen(to: number): void {
    const from = this.#unseenFrom;
    if (from !== null && from < to) this.#deps.journal.lose({ ...this.#now(), from, to, lost: 0 });
  }

  /** When the feed told it. */
  #timeOf({ changes: [first] }: RegistryEntry): number {
    return first ? Date.parse(first.at) : this.#deps.clock.now();
  }

  #now() {
    const now = this.#deps.clock.now();
    return { registry: this.#deps.upstream.registry.id, from: now, to: now };
  }
}
