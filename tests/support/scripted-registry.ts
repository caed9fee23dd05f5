import { RegistryError } from '@/lib/domain/errors';
import type { ObservedInstance } from '@/lib/domain/instance';
import type { Operations, Order, Performed, Plan } from '@/lib/registry/operations';
import type { Registry, RegistryEvent } from '@/lib/registry/port';

/** A registry that does what a test tells it to: for what no server can be made to do at will. */
export interface ScriptedRegistry extends Registry {
  /** Every order that was performed, with the token it came with. */
  readonly performed: { readonly order: Order; readonly token: string | undefined }[];
  /** Called before an order is done; what it throws or answers comes instead. */
  onPerform: (order: Order) => Promise<Performed | undefined>;
  /** What is said of every plan; a refusal or a conflict comes instead of it. */
  planned: Partial<Plan> & { refusal?: string; conflict?: string };
  /** Why nothing can be planned; null while it can. */
  unreachable: string | null;
  /** Whether the watch shows what is written. */
  showsWrites: boolean;
  put(instance: ObservedInstance): void;
  remove(id: string): void;
  /** Lists everything again, as after a loss of the link. */
  relist(instances: readonly ObservedInstance[]): void;
  stale(): void;
  live(): void;
}

/** @param instances what is there at first; an order `{do, id}` drains, restores, removes … the instance of that id */
export function scriptedRegistry(id: string, instances: readonly ObservedInstance[]): ScriptedRegistry {
  const held = new Map(instances.map((instance) => [instance.id, instance]));
  const events: RegistryEvent[] = [];
  let wake: () => void = () => undefined;
  let revision = 1;

  function emit(event: RegistryEvent): void {
    events.push(event);
    wake();
  }
  function batch(upserted: readonly ObservedInstance[], removed: readonly string[]): void {
    revision += 1;
    emit({
      kind: 'batch',
      batch: { upserted, removed: removed.map((gone) => ({ id: gone, cause: 'deleted' })) },
      position: String(revision),
      afterGap: false,
    });
  }
  function put(instance: ObservedInstance): void {
    const written = { ...instance, revision: String(revision + 1) };
    held.set(instance.id, written);
    if (registry.showsWrites) batch([written], []);
  }
  function remove(gone: string): void {
    held.delete(gone);
    if (registry.showsWrites) batch([], [gone]);
  }

  const operations: Operations = {
    async plan(instance, wish) {
      if (registry.unreachable !== null) throw new RegistryError('unreachable', registry.unreachable);
      const { refusal, conflict, ...planned } = registry.planned;
      if (refusal !== undefined) return { refusal };
      if (conflict !== undefined) return { conflict };
      const now = held.get(instance.id);
      if (!now) throw new RegistryError('gone', 'it is gone');
      const back = {
        drain: 'restore',
        restore: 'drain',
        deregister: 'register',
        'set-weight': 'set-weight',
        'write-health': 'restore',
      } as const;
      const isAlreadySo =
        (wish.kind === 'drain' && now.rotation === 'out') || (wish.kind === 'restore' && now.rotation === 'in');
      return {
        revision: now.revision,
        means: wish.kind,
        writes: [{ what: `${wish.kind} ${instance.id}`, before: 'before', after: 'after' }],
        order: isAlreadySo
          ? null
          : { do: wish.kind, id: instance.id, ...('weight' in wish && { weight: wish.weight }) },
        undo: { do: back[wish.kind], id: instance.id, weight: now.weight, instance: now },
        onReturn: wish.kind === 'drain' ? { do: 'clear', id: instance.id } : null,
        fate: { kind: 'sticks', until: 'a restart' },
        warnings: [],
        returnWindowSeconds: 0,
        ...planned,
      };
    },
    async planRegistration() {
      return { refusal: 'nothing registers here' };
    },
    async perform(order, credential, signal) {
      registry.performed.push({ order, token: credential?.token });
      const instead = await Promise.race([
        registry.onPerform(order),
        new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      ]);
      if (instead) return instead;
      const before = held.get(String(order.id));
      if (order.do === 'register') put(order.instance as ObservedInstance);
      else if (order.do === 'deregister') remove(String(order.id));
      else if (before && order.do === 'drain') put({ ...before, rotation: 'out' });
      else if (before && order.do === 'restore') put({ ...before, rotation: 'in' });
      else if (before && order.do === 'set-weight') put({ ...before, weight: Number(order.weight) });
      return { kind: 'done' };
    },
  };

  const registry: ScriptedRegistry = {
    id,
    kind: 'memory',
    capabilities: { drain: true, deregister: true, weight: true, register: true },
    performed: [],
    planned: {},
    unreachable: null,
    showsWrites: true,
    onPerform: async () => undefined,
    operations,
    async *watch(signal) {
      yield { kind: 'list', instances: [...held.values()], rejected: [], position: '1' };
      signal.addEventListener('abort', () => wake(), { once: true });
      for (;;) {
        for (let event = events.shift(); event; event = events.shift()) yield event;
        if (signal.aborted) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    inspect: () => Promise.reject(new RegistryError('unavailable', 'scripted')),
    describe: () => Promise.reject(new RegistryError('unavailable', 'scripted')),
    close: async () => undefined,
    put,
    remove,
    relist(all) {
      held.clear();
      for (const instance of all) held.set(instance.id, instance);
      emit({ kind: 'list', instances: all, rejected: [], position: String(revision) });
    },
    stale: () => emit({ kind: 'link', link: { state: 'stale', cause: 'unreachable', detail: 'cut' } }),
    live: () => emit({ kind: 'link', link: { state: 'live' } }),
  };
  return registry;
}
