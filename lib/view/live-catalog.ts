import { isoTime } from '../domain/clock';
import type { ViewSpec } from '../stream/frames';
import { type ReadOptions, readStream, type StreamReader } from '../stream/read';
import type { CatalogState } from './catalog-state';
import { createCatalogStore, type HandedInstances } from './catalog-store';
import { streamAddress } from './stream-address';

/** The one stream of a tab and the store it feeds. */
export interface LiveCatalog {
  getState(): CatalogState;
  subscribe(listener: () => void): () => void;
  /** Begins to read; returns what ends that. */
  open(): () => void;
  /** Reads the instances of a service too, going on from what the page was given; returns what ends that. */
  watchInstances(handed: HandedInstances): () => void;
  pause(): void;
  resume(): void;
  acknowledge(): void;
}

export type LiveCatalogOptions = Omit<ReadOptions, 'address' | 'onFrame' | 'onStatus'>;

/** Touches nothing until it is opened, so that it can be made while rendering. */
export function createLiveCatalog(options: () => LiveCatalogOptions): LiveCatalog {
  const store = createCatalogStore();
  let watched: HandedInstances | null = null;
  let reader: StreamReader | null = null;
  let isReopenDue = false;

  function reopen(): void {
    if (isReopenDue) return;
    isReopenDue = true;
    // A page that replaces another leaves and enters in one go: one connection, not two.
    queueMicrotask(() => {
      isReopenDue = false;
      reader?.reopen();
    });
  }

  function open(): () => void {
    const opened = readStream({
      ...options(),
      address: () => streamAddress(viewsWith(watched), store.resumeAt()),
      onFrame: store.receive,
      onStatus: store.setStatus,
    });
    reader = opened;
    return () => {
      opened.close();
      if (reader === opened) reader = null;
    };
  }

  function watchInstances(handed: HandedInstances): () => void {
    watched = handed;
    store.watchInstances(handed);
    reopen();
    return () => {
      if (watched !== handed) return;
      watched = null;
      store.watchInstances(null);
      reopen();
    };
  }

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    open,
    watchInstances,
    pause: () => store.pause(isoTime(options().clock.now())),
    resume: store.resume,
    acknowledge: store.acknowledge,
  };
}

function viewsWith(watched: HandedInstances | null): readonly ViewSpec[] {
  const always: readonly ViewSpec[] = [{ view: 'services' }, { view: 'changes' }, { view: 'actions' }];
  return watched ? [...always, { view: 'instances', registry: watched.registry, service: watched.service }] : always;
}
