import { backoffDelayMs } from '../domain/backoff';
import {
  type Applied,
  applyBatch,
  type Catalog,
  diffCatalog,
  emptyCatalog,
  fillCatalog,
  restoreCatalog,
  settleFlapping,
} from '../domain/catalog';
import type { UnplacedChange } from '../domain/change';
import { type Clock, isoTime, type Random } from '../domain/clock';
import { describeError } from '../domain/errors';
import type { FlappingRule } from '../domain/flapping';
import type { Instance, ObservedCheck, ObservedInstance } from '../domain/instance';
import type { Link } from '../domain/link';
import type { Log } from '../domain/log';
import type { FormatUse } from '../domain/recognised-format';
import type { LinkEvent, Notice, Registry, RegistryEvent, Rejection, ServerInfo } from '../registry/port';
import { CalmTimer } from './calm-timer';
import { CheckOverlay } from './check-overlay';
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
  readonly flapping?: FlappingRule | undefined;
  /** Whether Rollcall itself may check the instances of a service; absent where it checks none. */
  readonly isChecked?: ((registry: string, service: string) => boolean) | undefined;
  /** Told how long a batch took from being heard of to being published. */
  readonly lagged?: ((registry: string, seconds: number) => void) | undefined;
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
  readonly #deps: UpstreamDeps;
  readonly #calm: CalmTimer;
  readonly #overlay: CheckOverlay | undefined;
  readonly #rejected = new Map<string, Rejection>();
  #catalog: Catalog;
  #link: Link;
  #notices: readonly Notice[] = [];
  #policyNotices: readonly Notice[] = [];
  #position: string | null = null;
  #listed = false;
  #seeded = false;
  #restarts = 0;
  #attempt = 0;
  #signal: AbortSignal | undefined;
  #formats: { readonly countedAt: number; readonly uses: ReadonlyMap<string, FormatUse> } | undefined;
  #description: { readonly askedAt: number; readonly answer: Promise<ServerInfo> } | undefined;

  constructor(registry: Registry, deps: UpstreamDeps) {
    this.registry = registry;
    this.#catalog = emptyCatalog(registry.id, deps.flapping);
    this.#deps = deps;
    const { isChecked } = deps;
    this.#overlay = isChecked && new CheckOverlay((service) => isChecked(registry.id, service));
    this.#calm = new CalmTimer(deps.clock, () => this.#apply(settleFlapping(this.catalog, this.#now()), false));
    this.#link = { state: 'connecting', since: isoTime(deps.clock.now()) };
  }

  /** What was last seen; before the first list, what it was seeded with. */
  get catalog(): Catalog {
    return this.#catalog;
  }

  get link(): Link {
    return this.#link;
  }

  get notices(): readonly Notice[] {
    return this.#policyNotices.length === 0 ? this.#notices : [...this.#notices, ...this.#policyNotices];
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

  /** Whether the registry itself has said what there is. */
  get isListed(): boolean {
    return this.#listed;
  }

  /**
   * Goes on from what was known of the registry before this process: the first list then shows what became of it. Only
   * before the watch begins.
   */
  seed(instances: readonly Instance[]): void {
    if (this.#signal) throw new Error(`${this.registry.id} is already watched`);
    this.#catalog = restoreCatalog(this.registry.id, instances, this.#deps.flapping);
    this.#overlay?.adopt(instances);
    this.#seeded = true;
  }

  /** Shows what Rollcall's own checks of instances hold now, null where there is none any more. */
  showChecks(checks: ReadonlyMap<string, ObservedCheck | null>): void {
    const upserted = this.#overlay?.show(checks) ?? [];
    if (upserted.length > 0) this.#apply(applyBatch(this.catalog, { removed: [], upserted }, this.#now()), false);
  }

  /** What the policies of Rollcall's checks have to say beside the registry's notices; replaces what they said before. */
  showPolicyNotices(notices: readonly Notice[]): void {
    this.#policyNotices = notices;
  }

  /** Watches until the signal aborts. A fault of the adapter is a stale link and another try, never the end. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, log, random } = this.#deps;
    this.#signal = signal;
    this.#armCalm();
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
        this.#list(this.#overlay?.list(event.instances) ?? event.instances);
        this.#relink({ state: 'live' });
        return;
      case 'batch':
        this.#attempt = 0;
        for (const rejection of event.rejected ?? []) this.#rejected.set(rejection.key, rejection);
        for (const key of event.accepted ?? []) this.#rejected.delete(key);
        this.#position = event.position;
        this.#batch(event);
        return;
      case 'link':
        this.#relink(event.link);
        return;
      case 'notices':
        this.#notices = event.notices;
        return;
    }
  }

  #batch({ batch, afterGap, heardAtMs }: Extract<RegistryEvent, { kind: 'batch' }>): void {
    const seen = this.#overlay?.batch(batch) ?? batch;
    this.#apply(applyBatch(this.catalog, { ...seen, afterGap }, this.#now()), afterGap);
    const { clock, lagged } = this.#deps;
    if (heardAtMs !== undefined) lagged?.(this.registry.id, Math.max(clock.now() - heardAtMs, 0) / 1_000);
  }

  /** The first list is what was there before anybody looked; one after a seed or another is what became of it meanwhile. */
  #list(instances: readonly ObservedInstance[]): void {
    const { catalog } = this;
    if (this.#listed || this.#seeded)
      this.#apply(applyBatch(catalog, diffCatalog(catalog, instances), this.#now()), true);
    else this.#apply(fillCatalog(catalog, instances, this.#now()), false);
    this.#listed = true;
  }

  #apply(applied: Applied, afterGap: boolean): void {
    this.#armCalm();
    if (applied.upserted.length + applied.removed.length + applied.changes.length === 0) return;
    this.#deps.publish(this.registry.id, { at: this.#now(), afterGap, ...applied });
  }

  #armCalm(): void {
    if (this.#signal) this.#calm.arm(this.catalog.flaps.dueMs, this.#signal);
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
