import { backoffDelayMs } from '../domain/backoff';
import { applyBatch, type Batch, type Catalog, diffCatalog, emptyCatalog } from '../domain/catalog';
import type { UnplacedChange } from '../domain/change';
import { type Clock, isoTime, type Random } from '../domain/clock';
import { describeError } from '../domain/errors';
import type { Link } from '../domain/link';
import type { Log } from '../domain/log';
import type { LinkEvent, Notice, Registry, RegistryEvent, Rejection } from '../registry/port';
import type { Entry } from './ring';

/** An entry before the feed gives it its place. */
export type UnplacedEntry = Omit<Entry, 'seq' | 'registry' | 'changes'> & {
  readonly at: string;
  readonly afterGap: boolean;
  readonly changes: readonly UnplacedChange[];
};

export interface UpstreamDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Called for everything that happened, in order. */
  readonly publish: (registry: string, entry: UnplacedEntry) => void;
}

/** The one watch of a registry, and what it has shown so far. */
export class Upstream {
  readonly registry: Registry;
  readonly catalog: Catalog;
  readonly #deps: UpstreamDeps;
  readonly #rejected = new Map<string, Rejection>();
  #link: Link;
  #notices: readonly Notice[] = [];
  #position: string | null = null;
  #listed = false;
  #restarts = 0;
  #attempt = 0;

  constructor(registry: Registry, deps: UpstreamDeps) {
    this.registry = registry;
    this.catalog = emptyCatalog(registry.id);
    this.#deps = deps;
    this.#link = { state: 'connecting', since: isoTime(deps.clock.now()) };
  }

  get link(): Link {
    return this.#link;
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  /** The registry's own position (revision, index) of what was last seen; null before the first list. */
  get position(): string | null {
    return this.#position;
  }

  get rejected(): ReadonlyMap<string, Rejection> {
    return this.#rejected;
  }

  /** How often the link was lost. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Listed once, or known to be down: there is something honest to show. */
  get isSettled(): boolean {
    return this.#listed || this.#link.state === 'stale';
  }

  /** Watches until the signal aborts. A fault of the adapter is a stale link and another try, never the end. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#deps;
    while (!signal.aborted) {
      try {
        for await (const event of this.registry.watch(signal)) this.#take(event);
      } catch (error) {
        if (signal.aborted) return;
        log.error({ registry: this.registry.id, err: error }, 'watch-failed');
        this.#take({ kind: 'link', link: { state: 'stale', ...toCause(error) } });
      }
      if (signal.aborted) return;
      await clock.sleep(backoffDelayMs(this.#attempt, random), signal).catch(() => undefined);
      this.#attempt += 1;
    }
  }

  #take(event: RegistryEvent): void {
    switch (event.kind) {
      case 'list':
        this.#attempt = 0;
        this.#rejected.clear();
        for (const rejection of event.rejected) this.#rejected.set(rejection.key, rejection);
        this.#position = event.position;
        this.#apply(this.#listed ? diffCatalog(this.catalog, event.instances) : firstBatch(event.instances), true);
        this.#listed = true;
        this.#relink({ state: 'live' });
        return;
      case 'batch':
        this.#attempt = 0;
        for (const rejection of event.rejected ?? []) this.#rejected.set(rejection.key, rejection);
        for (const key of event.accepted ?? []) this.#rejected.delete(key);
        this.#position = event.position;
        this.#apply(event.batch, event.afterGap);
        return;
      case 'link':
        this.#relink(event.link);
        return;
      case 'notices':
        this.#notices = event.notices;
        return;
    }
  }

  #apply(batch: Batch, afterGap: boolean): void {
    const isFirst = !this.#listed;
    const at = isoTime(this.#deps.clock.now());
    const applied = applyBatch(this.catalog, batch, at);
    const touched = applied.upserted.length + applied.removed.length + applied.changes.length;
    if (touched === 0) return;
    // What the first list shows was there before; nobody saw it change.
    const changes = isFirst ? [] : applied.changes;
    this.#deps.publish(this.registry.id, { at, afterGap, ...applied, changes });
  }

  #relink(next: LinkEvent): void {
    const before = this.#link;
    const same =
      before.state === next.state &&
      (before.state !== 'stale' ||
        next.state !== 'stale' ||
        (before.cause === next.cause && before.detail === next.detail));
    if (same) return;
    const at = isoTime(this.#deps.clock.now());
    // A stale link stays stale since it was lost, whatever causes the tries after that meet.
    const since = before.state === 'stale' && next.state === 'stale' ? before.since : at;
    this.#link = { ...next, since };
    if (before.state !== 'stale' && next.state === 'stale') this.#restarts += 1;
    this.#deps.log.info({ registry: this.registry.id, from: before.state, ...this.#link }, 'link-changed');
    this.#deps.publish(this.registry.id, {
      at,
      afterGap: false,
      upserted: [],
      removed: [],
      services: [],
      removedServices: [],
      changes: before.state === next.state ? [] : [linkChange(before, this.#link)],
      link: this.#link,
    });
  }
}

function firstBatch(instances: Batch['upserted']): Batch {
  return { removed: [], upserted: instances };
}

function toCause(error: unknown): { cause: ReturnType<typeof describeError>['code']; detail: string } {
  const { code, detail } = describeError(error);
  return { cause: code, detail };
}

function linkChange(before: Link, after: Link): UnplacedChange {
  return {
    kind: 'link-changed',
    service: null,
    instance: null,
    address: null,
    from: before.state,
    to: after.state,
    ...(after.state === 'stale' && { cause: after.cause, output: after.detail }),
  };
}
