import { expect, it, vi } from 'vitest';
import type { Received } from '@/lib/stream/connection';
import { CHANGES_LIMIT } from '@/lib/view/catalog-state';
import { createCatalogStore } from '@/lib/view/catalog-store';
import { serviceKey } from '@/lib/view/service-key';
import { sampleChange, sampleInstance, sampleService } from '../support/catalog-samples';

// The store must work where there is no React.
vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

const ORDERS = serviceKey('r', 'orders');

function services(id: string, ...items: ReturnType<typeof sampleService>[]): Received {
  return { name: 'snapshot', frame: { view: 'services', items }, id };
}

function changes(id: string, ...ids: string[]): Received {
  const items = ids.map((changeId) => sampleChange(changeId));
  return { name: 'change', frame: { view: 'changes', registry: 'r', changes: items }, id };
}

function changesSnapshot(id: string, ...ids: string[]): Received {
  return { name: 'snapshot', frame: { view: 'changes', items: ids.map((changeId) => sampleChange(changeId)) }, id };
}

function opened() {
  const store = createCatalogStore();
  store.receive(services('', sampleService('orders'), sampleService('billing')));
  store.receive(changesSnapshot('e.5', 'c5'));
  return store;
}

const idsOf = (store: ReturnType<typeof createCatalogStore>) => store.getState().changes.map(({ id }) => id);

it('holds no services before the first snapshot, whatever changes', () => {
  const store = createCatalogStore();
  const frame = { view: 'services', registry: 'r', upserted: [sampleService('orders')], removed: [] } as const;
  store.receive({ name: 'change', frame, id: 'e.1' });
  expect(store.getState().services).toBeNull();
});

it('applies removals before upserts, so that what is in both is replaced', () => {
  const store = opened();
  const next = sampleService('orders', { health: 'critical' });
  const frame = { view: 'services', registry: 'r', upserted: [next], removed: ['orders', 'billing'] } as const;
  store.receive({ name: 'change', frame, id: 'e.6' });
  expect(store.getState().services).toEqual(new Map([[ORDERS, next]]));
});

it('removes a service of one registry and leaves its namesake in another', () => {
  const store = createCatalogStore();
  store.receive(services('e.1', sampleService('orders'), sampleService('orders', { registry: 's' })));
  const frame = { view: 'services', registry: 's', upserted: [], removed: ['orders'] } as const;
  store.receive({ name: 'change', frame, id: 'e.2' });
  expect([...(store.getState().services?.keys() ?? [])]).toEqual([ORDERS]);
});

it('replaces a view by its snapshot and keeps the identity of rows that read the same', () => {
  const store = opened();
  const before = store.getState().services?.get(ORDERS);
  store.receive(services('e.9', sampleService('orders'), sampleService('search')));
  expect(store.getState().services?.get(ORDERS)).toBe(before);
  expect([...(store.getState().services?.keys() ?? [])]).toEqual([ORDERS, serviceKey('r', 'search')]);
});

it('keeps the identity of the rows and of the views a frame does not touch', () => {
  const store = opened();
  const before = store.getState();
  const upserted = [sampleService('orders'), sampleService('billing', { health: 'warning' })];
  const frame = { view: 'services', registry: 'r', upserted, removed: [] } as const;
  store.receive({ name: 'change', frame, id: 'e.6' });
  const after = store.getState();
  expect(after.services?.get(ORDERS)).toBe(before.services?.get(ORDERS));
  expect(after.services).not.toBe(before.services);
  expect(after.changes).toBe(before.changes);
});

it('puts new changes first, and the same change only once', () => {
  const store = opened();
  store.receive(changes('e.6', 'c6', 'c7'));
  store.receive(changes('e.6', 'c6', 'c7'));
  expect(idsOf(store)).toEqual(['c7', 'c6', 'c5']);
});

it('holds a bounded number of changes', () => {
  const store = opened();
  for (let seq = 6; seq < 6 + CHANGES_LIMIT; seq += 500) {
    store.receive(changes(`e.${seq}`, ...Array.from({ length: 500 }, (_, index) => `c${seq + index}`)));
  }
  expect(store.getState().changes).toHaveLength(CHANGES_LIMIT);
  expect(idsOf(store).at(0)).toBe(`c${5 + CHANGES_LIMIT}`);
  expect(idsOf(store)).not.toContain('c5');
});

it('holds the links by registry', () => {
  const store = opened();
  const link = { state: 'stale', since: '2026-01-05T09:00:00.000Z', cause: 'unreachable', detail: 'refused' } as const;
  store.receive({ name: 'link', frame: { registry: 'r', ...link }, id: 'e.6' });
  expect(store.getState().links.get('r')).toEqual(link);
});

it('goes on after the last id it has heard, and starts over while a snapshot is not complete', () => {
  const store = createCatalogStore();
  expect(store.resumeAt()).toBeNull();
  store.receive(services('', sampleService('orders')));
  expect(store.resumeAt()).toBeNull();
  store.receive(changesSnapshot('e.5'));
  expect(store.resumeAt()).toBe('e.5');
  store.receive({ name: 'ping', frame: { at: '2026-01-05T09:00:10.000Z' }, id: 'e.8' });
  expect(store.resumeAt()).toBe('e.8');
});

it('resumes without a word, and says that something may have been missed when a snapshot does not reach back', () => {
  const store = opened();
  store.receive(changes('e.6', 'c6'));
  expect(store.getState().mayHaveMissed).toBe(false);
  store.receive(changesSnapshot('e.8', 'c8', 'c7', 'c6', 'c5'));
  expect(store.getState().mayHaveMissed).toBe(false);
  store.receive(changesSnapshot('f.3', 'd3'));
  expect(store.getState().mayHaveMissed).toBe(true);
  expect(idsOf(store)).toEqual(['d3']);
  store.acknowledge();
  expect(store.getState().mayHaveMissed).toBe(false);
});

it('ignores instance frames older than what the page was given', () => {
  const store = opened();
  const given = sampleInstance('a', { revision: '7' });
  store.watchInstances({ registry: 'r', service: 'orders', items: [given], cursor: 'e.7' });
  expect(store.resumeAt()).toBe('e.5');
  const older = {
    view: 'instances',
    registry: 'r',
    upserted: [sampleInstance('a', { revision: '6' })],
    removed: [],
  } as const;
  store.receive({ name: 'change', frame: older, id: 'e.6' });
  expect(store.getState().instances?.items.get('a')).toBe(given);
  const newer = { ...older, upserted: [sampleInstance('a', { revision: '8' })] };
  store.receive({ name: 'change', frame: newer, id: 'e.8' });
  expect(store.getState().instances?.items.get('a')?.revision).toBe('8');
});

it('goes back to where the page was read, without undoing what the other views have seen since', () => {
  const store = opened();
  const now = sampleService('orders', { health: 'critical' });
  const frame = { view: 'services', registry: 'r', upserted: [now], removed: [] } as const;
  store.receive({ name: 'change', frame, id: 'e.9' });
  store.watchInstances({ registry: 'r', service: 'orders', items: [sampleInstance('a')], cursor: 'e.6' });
  expect(store.resumeAt()).toBe('e.6');
  store.receive({ name: 'change', frame: { ...frame, upserted: [sampleService('orders')] }, id: 'e.7' });
  expect(store.getState().services?.get(ORDERS)).toEqual(now);
  const instances = { view: 'instances', registry: 'r', upserted: [], removed: ['a'] } as const;
  store.receive({ name: 'change', frame: instances, id: 'e.7' });
  expect(store.getState().instances?.items.size).toBe(0);
});

it('asks for snapshots when the page and the tab know different processes', () => {
  const store = opened();
  store.watchInstances({ registry: 'r', service: 'orders', items: [], cursor: 'f.6' });
  expect(store.resumeAt()).toBeNull();
});

it('stands still while paused, counts what waits, and shows it on resume', () => {
  const store = opened();
  store.pause('2026-01-05T09:00:00.000Z');
  const frozen = store.getState();
  store.receive(changes('e.6', 'c6', 'c7'));
  const frame = { view: 'services', registry: 'r', upserted: [], removed: ['orders'] } as const;
  store.receive({ name: 'change', frame, id: 'e.7' });
  expect(store.getState().changes).toBe(frozen.changes);
  expect(store.getState().services).toBe(frozen.services);
  expect(store.getState().paused).toEqual({ since: '2026-01-05T09:00:00.000Z', waiting: 2 });
  store.resume();
  expect(idsOf(store)).toEqual(['c7', 'c6', 'c5']);
  expect(store.getState().services?.has(ORDERS)).toBe(false);
  expect(store.getState().paused).toBeNull();
});

it('shows a lost stream and a stale link while paused', () => {
  const store = opened();
  store.pause('2026-01-05T09:00:00.000Z');
  store.setStatus({ state: 'reconnecting', since: '2026-01-05T09:00:01.000Z' });
  expect(store.getState().status.state).toBe('reconnecting');
});

it('tells listeners once for all frames of a microtask, and not at all when nothing changed', async () => {
  const store = opened();
  await Promise.resolve();
  const listener = vi.fn();
  const unsubscribe = store.subscribe(listener);
  store.receive(changes('e.6', 'c6'));
  store.receive(changes('e.7', 'c7'));
  expect(listener).not.toHaveBeenCalled();
  await Promise.resolve();
  expect(listener).toHaveBeenCalledTimes(1);
  store.receive(changes('e.7', 'c7'));
  await Promise.resolve();
  expect(listener).toHaveBeenCalledTimes(1);
  unsubscribe();
  store.receive(changes('e.8', 'c8'));
  await Promise.resolve();
  expect(listener).toHaveBeenCalledTimes(1);
});
