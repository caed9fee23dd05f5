import { type Action, compareActions } from '../domain/action';
import type { Change } from '../domain/change';
import type { Instance } from '../domain/instance';
import { sameValue } from '../domain/same-value';
import type { ServiceSummary } from '../domain/service';
import type { ChangeFrame, SnapshotFrame } from '../stream/frames';
import { ACTIONS_LIMIT, type CatalogState, CHANGES_LIMIT } from './catalog-state';
import { serviceKey } from './service-key';

type Items<T> = ReadonlyMap<string, T>;

/** The state after a snapshot, which replaces its view. Rows that read the same keep their identity. */
export function applySnapshot(state: CatalogState, frame: SnapshotFrame): CatalogState {
  switch (frame.view) {
    case 'services':
      return { ...state, services: replaceItems(state.services, frame.items, keyOfService) };
    case 'instances':
      return withInstances(state, (items) => replaceItems(items, frame.items, keyOfInstance));
    case 'changes':
      return { ...state, changes: frame.items.slice(0, CHANGES_LIMIT) };
    case 'actions':
      return { ...state, actions: withActions(state.actions ?? [], frame.items, []) };
  }
}

/** The state after what one position of a registry did to a view. Applying a frame again changes nothing. */
export function applyChange(state: CatalogState, frame: ChangeFrame): CatalogState {
  switch (frame.view) {
    case 'services': {
      // Without its snapshot a view would be made of the frame alone.
      if (!state.services) return state;
      const removed = frame.removed.map((service) => serviceKey(frame.registry, service));
      return { ...state, services: changeItems(state.services, removed, entriesOf(frame.upserted, keyOfService)) };
    }
    case 'instances':
      if (state.instances?.registry !== frame.registry) return state;
      return withInstances(state, (items) =>
        changeItems(items, frame.removed, entriesOf(frame.upserted, keyOfInstance)),
      );
    case 'changes': {
      const changes = addChanges(state.changes, frame.changes);
      return changes === state.changes ? state : { ...state, changes };
    }
    case 'actions':
      return state.actions ? { ...state, actions: withActions(state.actions, frame.upserted, state.actions) } : state;
  }
}

/** How many of `changes` (newest first) came after the one that was newest in `seen`. */
export function countNewer(changes: readonly Change[], seen: readonly Change[]): number {
  const newest = seen[0]?.id;
  const index = changes.findIndex((change) => change.id === newest);
  return index === -1 ? changes.length : index;
}

/** Rows by key, each with the identity it had in `before` where it reads the same. */
export function replaceItems<T>(before: Items<T> | null, items: readonly T[], keyOf: (item: T) => string): Items<T> {
  const after = new Map<string, T>();
  for (const item of items) {
    const known = before?.get(keyOf(item));
    after.set(keyOf(item), known !== undefined && sameValue(known, item) ? known : item);
  }
  return after;
}

function changeItems<T>(before: Items<T>, removed: readonly string[], upserted: readonly [string, T][]): Items<T> {
  const after = new Map(before);
  // Removed first: what is in both was replaced.
  for (const key of removed) after.delete(key);
  for (const [key, item] of upserted) {
    const known = before.get(key);
    after.set(key, known !== undefined && sameValue(known, item) ? known : item);
  }
  return after;
}

/** `arrived` over `held`, newest first; who reads as in `known` keeps the identity. */
function withActions(known: readonly Action[], arrived: readonly Action[], held: readonly Action[]): readonly Action[] {
  const before = new Map(known.map((action) => [action.id, action]));
  const byId = new Map(held.map((action) => [action.id, action]));
  for (const action of arrived) {
    const same = before.get(action.id);
    byId.set(action.id, same && sameValue(same, action) ? same : action);
  }
  return [...byId.values()].sort(compareActions).slice(0, ACTIONS_LIMIT);
}

function addChanges(held: readonly Change[], arrived: readonly Change[]): readonly Change[] {
  const known = new Set(held.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !known.has(id)).reverse();
  return fresh.length === 0 ? held : [...fresh, ...held].slice(0, CHANGES_LIMIT);
}

/** Whether `changes` hold the newest of `held`: only a common change proves that nothing lies between them. */
export function reachesBack(changes: readonly Change[], held: readonly Change[]): boolean {
  const newest = held[0];
  return newest !== undefined && changes.some(({ id }) => id === newest.id);
}

function withInstances(state: CatalogState, next: (items: Items<Instance>) => Items<Instance>): CatalogState {
  return state.instances ? { ...state, instances: { ...state.instances, items: next(state.instances.items) } } : state;
}

function entriesOf<T>(items: readonly T[], keyOf: (item: T) => string): [string, T][] {
  return items.map((item) => [keyOf(item), item]);
}

function keyOfService(summary: ServiceSummary): string {
  return serviceKey(summary.registry, summary.service);
}

export function keyOfInstance(instance: Instance): string {
  return instance.id;
}
