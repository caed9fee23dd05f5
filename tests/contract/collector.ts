import { applyBatch, diffCatalog, emptyCatalog } from '@/lib/domain/catalog';
import type { UnplacedChange } from '@/lib/domain/change';
import { type Clock, isoTime } from '@/lib/domain/clock';
import type { Instance } from '@/lib/domain/instance';
import type { LinkEvent, Registry, RegistryEvent } from '@/lib/registry/port';
import { systemClock } from '@/lib/registry/system-clock';

/** One change as a reader would see it, and the event it came with (counted from 0). */
export type CollectedChange = UnplacedChange & { readonly afterGap: boolean; readonly event: number };

/** Reads one watch of a registry as the feed does, and lets a test wait for what it expects. */
export interface Collector extends AsyncDisposable {
  /** How many lists came. */
  lists(): number;
  /** Every state of the link so far, in order. As in the feed, a list means live, and the same state again means nothing. */
  links(): readonly LinkEvent['state'][];
  /** Instances of one service now, by address and port. */
  instances(service: string): readonly Instance[];
  /** Changes of one service so far, oldest first; what the first list shows is no change. */
  changes(service: string): readonly CollectedChange[];
  /** When each batch was taken, milliseconds since 1970. */
  times(): readonly number[];
  /** Waits until `condition` holds; throws with what was seen when it does not in time. */
  until(condition: () => boolean, options?: { readonly timeoutMs?: number }): Promise<void>;
  /** Aborts the watch; resolves with how long it took to end, in milliseconds. */
  abort(): Promise<number>;
}

/** Starts watching. Disposing it aborts the watch and waits for its end. */
export function collect(registry: Registry, clock: Pick<Clock, 'now'> = systemClock): Collector {
  const abortion = new AbortController();
  const catalog = emptyCatalog(registry.id);
  const changes: CollectedChange[] = [];
  const links: LinkEvent['state'][] = [];
  const times: number[] = [];
  const waiting = new Set<() => void>();
  let lists = 0;
  let events = 0;
  let failure: unknown;

  const relink = (state: LinkEvent['state']) => {
    if (links.at(-1) !== state) links.push(state);
  };

  const take = (event: RegistryEvent) => {
    if (event.kind === 'link') relink(event.link.state);
    if (event.kind === 'list') {
      const applied = applyBatch(catalog, diffCatalog(catalog, event.instances), isoTime(clock.now()));
      if (lists > 0) changes.push(...applied.changes.map((change) => ({ ...change, afterGap: true, event: events })));
      lists += 1;
      relink('live');
    }
    if (event.kind === 'batch') {
      const applied = applyBatch(catalog, event.batch, isoTime(clock.now()));
      const { afterGap } = event;
      times.push(clock.now());
      changes.push(...applied.changes.map((change) => ({ ...change, afterGap, event: events })));
    }
    events += 1;
  };

  const notify = () => {
    for (const look of [...waiting]) look();
  };

  const reading = (async () => {
    try {
      for await (const event of registry.watch(abortion.signal)) {
        take(event);
        notify();
      }
    } catch (error) {
      failure = error;
      notify();
    }
  })();

  async function until(condition: () => boolean, { timeoutMs = 10_000 } = {}): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (failure) reject(failure);
      else if (condition()) resolve();
    };
    const seen = () => JSON.stringify({ lists, links, changes: changes.slice(-20) }, null, 1);
    const timer = setTimeout(
      () => reject(new Error(`not so within ${timeoutMs} ms: ${condition}\n${seen()}`)),
      timeoutMs,
    );
    waiting.add(look);
    look();
    await promise.finally(() => {
      clearTimeout(timer);
      waiting.delete(look);
    });
  }

  async function abort(): Promise<number> {
    const start = performance.now();
    abortion.abort();
    await reading;
    if (failure) throw failure;
    return performance.now() - start;
  }

  return {
    lists: () => lists,
    links: () => links,
    instances: (service) =>
      [...(catalog.services.get(service)?.instances.values() ?? [])].sort(
        (a, b) => a.address.localeCompare(b.address) || a.port - b.port,
      ),
    changes: (service) => changes.filter((change) => change.service === service),
    times: () => times,
    until,
    abort,
    async [Symbol.asyncDispose]() {
      await abort();
    },
  };
}
