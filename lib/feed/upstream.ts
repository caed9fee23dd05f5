import { backoffDelayMs } from '../domain/backoff';
import { type Applied, applyBatch, type Catalog, diffCatalog, emptyCatalog, fillCatalog } from '../domain/catalog';
import type { UnplacedChange } from '../domain/change';
import { type Clock, isoTime, type Random } from '../domain/clock';
import { describeError } from '../domain/errors';
import type { ObservedInstance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { Log } from '../domain/log';
import type { FormatUse } from '../domain/recognised-format';
import type { LinkEvent, Notice, Registry, RegistryEvent, Rejection, ServerInfo } from '../registry/port';
import { formatUses } from './format-uses';
import type { RegistryEntry } from './ring';

/** An entry before the feed gives it its place. */
export type UnplacedEntry = Omit<RegistryEntry, 'seq' | 'registry' | 'changes'> & {
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

/** How long a description of the server holds, in milliseconds. */
const DESCRIPTION_MS = 5_000;
/** How long a count of the formats holds, in milliseconds: it looks at every key. */
const FORMATS_MS = 1_000;
/** A server that does not answer within this is not described, in milliseconds. */
const DESCRIBE_TIMEOUT_MS = 2_000;

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
  #formats: { readonly countedAt: number; readonly uses: ReadonlyMap<string, FormatUse> } | undefined;
  #description: { readonly askedAt: number; readonly answer: Promise<ServerInfo> } | undefined;

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

  /** The server's version and members, asked for at most once every few seconds however many ask. @throws RegistryError */
  describe(): Promise<ServerInfo> {
    const now = this.#deps.clock.now();
    if (!this.#description || now - this.#description.askedAt >= DESCRIPTION_MS) {
      this.#description = { askedAt: now, answer: this.registry.describe(AbortSignal.timeout(DESCRIBE_TIMEOUT_MS)) };
    }
    return this.#description.answer;
  }

  /** What is held of each format, counted at most once a second however many ask. */
  formats(): ReadonlyMap<string, FormatUse> {
    const now = this.#deps.clock.now();
    if (!this.#formats || now - this.#formats.countedAt >= FORMATS_MS) {
      this.#formats = { countedAt: now, uses: formatUses(this.catalog, this.registry.formats?.()) };
    }
    return this.#formats.uses;
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
        this.#list(event.instances);
        this.#relink({ state: 'live' });
        return;
      case 'batch':
        this.#attempt = 0;
        for (const rejection of event.rejected ?? []) this.#rejected.set(rejection.key, rejection);
        for (const key of event.accepted ?? []) this.#rejected.delete(key);
        this.#position = event.position;
        this.#apply(
          applyBatch(this.catalog, { ...event.batch, afterGap: event.afterGap }, this.#now()),
          event.afterGap,
        );
        return;
      case 'link':
        this.#relink(event.link);
        return;
      case 'notices':
        this.#notices = event.notices;
        return;
    }
  }

  /** The first list is what was there before anybody looked; a later one is what became of it meanwhile. */
  #list(instances: readonly ObservedInstance[]): void {
    const { catalog } = this;
    if (this.#listed) this.#apply(applyBatch(catalog, diffCatalog(catalog, instances), this.#now()), true);
    else this.#apply(fillCatalog(catalog, instances, this.#now()), false);
    this.#listed = true;
  }

  #apply(applied: Applied, afterGap: boolean): void {
    if (applied.upserted.length + applied.removed.length + applied.changes.length === 0) return;
    this.#deps.publish(this.registry.id, { at: this.#now(), afterGap, ...applied });
  }

  #now(): string {
    return isoTime(this.#deps.clock.now());
  }

  #relink(next: LinkEvent): void {
    const before = this.#link;
    const same =
      before.state === next.state &&
      (before.state !== 'stale' ||
        next.state !== 'stale' ||
        (before.cause === next.cause && before.detail === next.detail));
    if (same) return;
    const at = this.#now();
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
