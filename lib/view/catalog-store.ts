import type { Change } from '../domain/change';
import { parseCursor } from '../domain/cursor';
import type { Instance } from '../domain/instance';
import { sameValue } from '../domain/same-value';
import type { Received } from '../stream/connection';
import type { StreamView } from '../stream/frames';
import type { StreamStatus } from '../stream/read';
import { applyChange, applySnapshot, countNewer, keyOfInstance, reachesBack, replaceItems } from './apply-frame';
import { type CatalogState, INITIAL_STATE } from './catalog-state';

/** The instances of one service as a page was given them, and the cursor they were read at. */
export interface HandedInstances {
  readonly registry: string;
  readonly service: string;
  readonly items: readonly Instance[];
  readonly cursor: string;
}

export interface CatalogStore {
  /** What readers see: a standing picture while paused. The same object until something changes. */
  getState(): CatalogState;
  /** Tells `listener` once a microtask that something has changed; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** Throws at a frame that does not fit; the store asks for snapshots then. */
  receive(received: Received): void;
  setStatus(status: StreamStatus): void;
  /** Begins to hold the instances of a service, or of none. */
  watchInstances(handed: HandedInstances | null): void;
  /** Where to go on reading so that no view misses anything; null asks for snapshots. Asked when a connection opens. */
  resumeAt(): string | null;
  /** @param since ISO 8601 */
  pause(since: string): void;
  resume(): void;
  /** The reader has seen that something may have been missed. */
  acknowledge(): void;
}

/** The browser's catalog: frames in, one state out. Knows neither React nor the network. */
export function createCatalogStore(): CatalogStore {
  let live = INITIAL_STATE;
  let visible = INITIAL_STATE;
  let frozen: Pick<CatalogState, 'services' | 'instances' | 'changes'> | null = null;
  let seen: readonly Change[] = [];
  let cursor: string | null = null;
  let pageCursor: string | null = null;
  let hasChanges = false;
  const bases = new Map<StreamView, number>();
  const listeners = new Set<() => void>();
  let isNotifyDue = false;

  function set(next: CatalogState): void {
    if (next === live) return;
    live = frozen && next.paused ? { ...next, paused: countWaiting(next) } : next;
    visible = frozen ? { ...live, ...frozen } : live;
    if (isNotifyDue) return;
    isNotifyDue = true;
    // Not a frame of animation: those stop in hidden tabs.
    queueMicrotask(() => {
      isNotifyDue = false;
      for (const listener of [...listeners]) listener();
    });
  }

  function countWaiting({ paused, changes }: CatalogState): CatalogState['paused'] {
    const waiting = countNewer(changes, seen);
    return paused && (paused.waiting === waiting ? paused : { ...paused, waiting });
  }

  function isOld(view: StreamView, id: string): boolean {
    const seq = parseCursor(id)?.seq;
    // Only below the base: a frame that is not the last of its position bears the id of the one before.
    return seq !== undefined && seq < (bases.get(view) ?? 0);
  }

  function receive({ name, frame, id }: Received): void {
    // A frame that does not fit throws below and leaves no place to go on from: everything is asked for again.
    cursor = null;
    if (name === 'snapshot') {
      bases.delete(frame.view);
      const next = applySnapshot(live, frame);
      const hasHole = frame.view === 'changes' && hasChanges && !reachesBack(frame.items, live.changes);
      if (frame.view === 'changes') hasChanges = true;
      set(hasHole ? { ...next, mayHaveMissed: true } : next);
    } else if (name === 'change') {
      if (!isOld(frame.view, id)) set(applyChange(live, frame));
    } else if (name === 'link') {
      const { registry, ...link } = frame;
      set({ ...live, links: new Map(live.links).set(registry, link) });
    }
    // Empty while a snapshot is not complete: cut off there, everything is asked for again.
    cursor = id || null;
  }

  function watchInstances(handed: HandedInstances | null): void {
    pageCursor = handed?.cursor ?? null;
    if (!handed) {
      set({ ...live, instances: null });
      return;
    }
    const { registry, service, items, cursor } = handed;
    const known = live.instances?.registry === registry && live.instances.service === service ? live.instances : null;
    const instances = { registry, service, items: replaceItems(known?.items ?? null, items, keyOfInstance) };
    bases.set('instances', parseCursor(cursor)?.seq ?? 0);
    set({ ...live, instances });
  }

  function resumeAt(): string | null {
    const tab = parseCursor(cursor);
    if (!tab) return null;
    const page = parseCursor(pageCursor);
    pageCursor = null;
    if (!page) return cursor;
    // Two processes: no one place is right for both.
    if (page.epoch !== tab.epoch) return null;
    if (page.seq >= tab.seq) return cursor;
    bases.set('services', tab.seq).set('changes', tab.seq).set('actions', tab.seq);
    cursor = `${page.epoch}.${page.seq}`;
    return cursor;
  }

  return {
    getState: () => visible,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    receive,
    setStatus(status) {
      if (!sameValue(status, live.status)) set({ ...live, status });
    },
    watchInstances,
    resumeAt,
    pause(since) {
      if (frozen) return;
      frozen = { services: live.services, instances: live.instances, changes: live.changes };
      seen = live.changes;
      set({ ...live, paused: { since, waiting: 0 } });
    },
    resume() {
      frozen = null;
      set({ ...live, paused: null });
    },
    acknowledge: () => set({ ...live, mayHaveMissed: false }),
  };
}
