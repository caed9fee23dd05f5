import type { Action } from '../domain/action';
import type { Change } from '../domain/change';
import type { Clock, Random } from '../domain/clock';
import { type Cursor, formatCursor } from '../domain/cursor';
import { DEFAULT_FLAPPING_RULE, type FlappingRule } from '../domain/flapping';
import type { Instance } from '../domain/instance';
import type { Log } from '../domain/log';
import type { ServiceSummary } from '../domain/service';
import type { Registry } from '../registry/port';
import { Attribution, type Expectation } from './attribution';
import { Bounded } from './bounded';
import { RecentActions } from './recent-actions';
import { type Entry, Ring } from './ring';
import { type UnplacedEntry, Upstream, type UpstreamDeps } from './upstream';
import { weighChange } from './weigh';

export interface FeedOptions {
  readonly registries: readonly Registry[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** New for every process: what {@link Cursor} is told apart by. Lower-case letters and digits. */
  readonly epoch: string;
  /** How often is too often for the health of an instance to change. */
  readonly flapping?: FlappingRule;
  /** Whether Rollcall itself may check the instances of a service; absent where it checks none. */
  readonly isChecked?: UpstreamDeps['isChecked'];
  /** Told how long a batch took from being heard of to being published. */
  readonly lagged?: UpstreamDeps['lagged'];
  /** How many records can be replayed to a reader who comes back. */
  readonly replayCapacity?: number;
  /** How many changes are held for snapshots, and for pages while there is no database; half of them even when they hold a lot of text. */
  readonly changeCapacity?: number;
}

const REPLAY_CAPACITY = 50_000;
const CHANGE_CAPACITY = 20_000;

/** All registries as one ordered stream: one watch each, however many readers. */
export class Feed {
  readonly epoch: string;
  readonly flapping: FlappingRule;
  readonly #upstreams: ReadonlyMap<string, Upstream>;
  readonly #log: Log;
  readonly #ring: Ring;
  readonly #changes: Bounded<Change>;
  readonly #actions = new RecentActions();
  readonly #attribution = new Attribution();
  readonly #listeners = new Set<(entry: Entry) => void>();

  constructor(options: FeedOptions) {
    this.epoch = options.epoch;
    this.#log = options.log;
    this.#ring = new Ring(options.replayCapacity ?? REPLAY_CAPACITY);
    const capacity = options.changeCapacity ?? CHANGE_CAPACITY;
    this.#changes = new Bounded({ capacity, weigh: weighChange, least: capacity / 2 });
    const { clock, random, log, flapping = DEFAULT_FLAPPING_RULE, isChecked, lagged } = options;
    this.flapping = flapping;
    const deps = { clock, random, log, flapping, isChecked, lagged, publish: this.#publish.bind(this) };
    this.#upstreams = new Map(options.registries.map((registry) => [registry.id, new Upstream(registry, deps)]));
  }

  /** The place of the newest entry. */
  get cursor(): string {
    return formatCursor({ epoch: this.epoch, seq: this.#ring.seq });
  }

  /** In the order of the configuration. */
  upstreams(): Iterable<Upstream> {
    return this.#upstreams.values();
  }

  upstream(registry: string): Upstream | undefined {
    return this.#upstreams.get(registry);
  }

  /** Watches every registry until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#upstreams.values()].map((upstream) => upstream.run(signal)));
  }

  *services(): Generator<ServiceSummary> {
    for (const { catalog } of this.#upstreams.values()) {
      for (const { summary } of catalog.services.values()) if (summary) yield summary;
    }
  }

  *instances(): Generator<Instance> {
    for (const { catalog } of this.#upstreams.values()) yield* catalog.instances.values();
  }

  /** The changes still held, newest first. */
  changes(): Iterable<Change> {
    return this.#changes.newestFirst();
  }

  /** The newest actions as they stand, newest first. */
  actions(): readonly Action[] {
    return this.#actions.newestFirst();
  }

  /** Tells readers how actions stand now. */
  publishActions(actions: readonly Action[]): void {
    if (actions.length === 0) return;
    this.#actions.hold(actions);
    this.#enter({ seq: this.#ring.seq + 1, actions });
  }

  /** Says what an action is about to cause, so that the change bears its id; returns what ends that. */
  expect(expectation: Expectation): () => void {
    return this.#attribution.expect(expectation);
  }

  /** Everything after a cursor, oldest first; `gap` when it is of another process, too old, or not of this feed. */
  since(cursor: Cursor): readonly Entry[] | 'gap' {
    return cursor.epoch === this.epoch ? this.#ring.since(cursor.seq) : 'gap';
  }

  /** Calls `listener` for every entry from now on; returns what ends that. */
  subscribe(listener: (entry: Entry) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #publish(registry: string, unplaced: UnplacedEntry): void {
    const { at, afterGap, changes: unplacedChanges, ...rest } = unplaced;
    const seq = this.#ring.seq + 1;
    const causes = this.#attribution.causesOf(registry, unplacedChanges);
    const changes = unplacedChanges.map((change, index): Change => {
      const action = change.instance === null ? undefined : causes.get(change.instance);
      return {
        id: `${formatCursor({ epoch: this.epoch, seq })}.${index}`,
        at,
        registry,
        ...change,
        afterGap,
        ...(action === undefined ? { origin: 'elsewhere' } : { origin: 'rollcall', action }),
      };
    });
    for (const change of changes) this.#changes.push(change);
    this.#enter({ ...rest, seq, registry, changes });
  }

  #enter(entry: Entry): void {
    this.#ring.push(entry);
    for (const listener of this.#listeners) {
      try {
        listener(entry);
      } catch (error) {
        // Whoever listens must not end the watch.
        this.#log.error({ err: error }, 'listener-failed');
      }
    }
  }
}
