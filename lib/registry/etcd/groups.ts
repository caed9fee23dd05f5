import type { Consumer } from '../../domain/consumer';
import type { Assembled, Assembly, Group, Piece, Placed, Rule } from './formats/assembly';

/** One instance of a group, as it now is. */
export interface GroupInstance extends Assembled {
  readonly group: string;
  readonly assembly: string;
  readonly lease: string | null;
  readonly revision: string;
}

/** An instance a group no longer has. `deletedLease` is that of its last deleted key; undefined when none was deleted. */
export interface GroupLoss {
  readonly part: string;
  readonly group: string;
  readonly assembly: string;
  readonly deletedLease: string | null | undefined;
}

export interface Settled {
  readonly instances: readonly GroupInstance[];
  readonly losses: readonly GroupLoss[];
}

interface State {
  readonly assembly: Assembly;
  readonly name: string;
  readonly pieces: Map<string, Placed<unknown> & { readonly topics: readonly string[] }>;
  parts: readonly string[];
  instances: readonly GroupInstance[];
}

/** The instances that are made of several keys, or several of one key. What changes is put together once, on demand. */
export class Groups {
  readonly #groups = new Map<string, State>();
  readonly #rules = new Map<string, Map<string, Placed<unknown>>>();
  readonly #listeners = new Map<string, Set<State>>();
  /** What must be put together again, with the lease of the last key deleted there. */
  readonly #due = new Map<State, string | null | undefined>();

  put(piece: Piece, placed: Omit<Placed<unknown>, 'data'>): void {
    const id = idOf(piece.assembly, piece.group);
    const state = this.#groups.get(id) ?? newState(piece);
    this.#groups.set(id, state);
    this.#forget(state, placed.key);
    state.pieces.set(placed.key, { ...placed, data: piece.data, topics: piece.topics });
    for (const topic of piece.topics) {
      const id = idOf(piece.assembly, topic);
      const listening = this.#listeners.get(id) ?? new Set();
      this.#listeners.set(id, listening.add(state));
    }
    this.#touch(state);
  }

  putRule(rule: Rule, placed: Omit<Placed<unknown>, 'data'>): void {
    const topic = idOf(rule.ruleOf, rule.topic);
    const rules = this.#rules.get(topic) ?? new Map<string, Placed<unknown>>();
    this.#rules.set(topic, rules.set(placed.key, { ...placed, data: rule.data }));
    this.#touchListeners(topic);
  }

  /** @param deletedLease the lease the key hung on, when etcd deleted it; undefined when it only means another thing now */
  remove(piece: Piece, key: string, deletedLease: string | null | undefined): void {
    const state = this.#groups.get(idOf(piece.assembly, piece.group));
    if (!state) return;
    this.#forget(state, key);
    this.#touch(state, deletedLease);
  }

  removeRule(rule: Rule, key: string): void {
    const topic = idOf(rule.ruleOf, rule.topic);
    const rules = this.#rules.get(topic);
    rules?.delete(key);
    if (rules?.size === 0) this.#rules.delete(topic);
    this.#touchListeners(topic);
  }

  /** Whether the group of a piece has an instance now. */
  hasInstance(piece: Piece): boolean {
    return (this.#groups.get(idOf(piece.assembly, piece.group))?.instances.length ?? 0) > 0;
  }

  /** Puts together again what was touched since the last time. */
  settle(): Settled {
    const instances: GroupInstance[] = [];
    const losses: GroupLoss[] = [];
    for (const [state, deletedLease] of this.#due) {
      const group = this.#assemble(state);
      const present = new Set(group.map(({ part }) => part));
      for (const part of state.parts) {
        if (present.has(part)) continue;
        losses.push({ part, group: state.name, assembly: state.assembly.name, deletedLease });
      }
      instances.push(...group);
      state.parts = [...present];
      state.instances = group;
      if (state.pieces.size === 0) this.#groups.delete(idOf(state.assembly, state.name));
    }
    this.#due.clear();
    return { instances, losses };
  }

  consumers(service: string): readonly Consumer[] {
    const found = new Map<string, Consumer>();
    for (const state of this.#groups.values()) {
      if (!state.assembly.consumers || !state.instances.some(({ facts }) => facts.service === service)) continue;
      for (const consumer of state.assembly.consumers(this.#groupOf(state))) {
        found.set(`${consumer.address}\0${consumer.application}\0${consumer.subscribes}`, consumer);
      }
    }
    return [...found.values()];
  }

  clear(): void {
    this.#groups.clear();
    this.#rules.clear();
    this.#listeners.clear();
    this.#due.clear();
  }

  #assemble(state: State): readonly GroupInstance[] {
    if (state.pieces.size === 0) return [];
    const { name: group, assembly, pieces } = state;
    try {
      return assembly.assemble(this.#groupOf(state)).map((instance) => {
        const { lease = null, revision = '0', parkedFrom = null } = pieces.get(instance.key) ?? {};
        const facts = parkedFrom === null ? instance.facts : { ...instance.facts, rotation: 'out' as const };
        return { ...instance, facts, group, assembly: assembly.name, lease, revision };
      });
    } catch {
      // Data that was well enough one by one may still make no sense together; it breaks nothing else.
      return [];
    }
  }

  #groupOf({ assembly, name, pieces }: State): Group<unknown, unknown> {
    const topics = new Set([...pieces.values()].flatMap((piece) => piece.topics));
    const rules = [...topics].flatMap((topic) => [...(this.#rules.get(idOf(assembly, topic))?.values() ?? [])]);
    // One that came back while its copy is put aside speaks for itself.
    const own = [...pieces.values()].filter(({ parkedFrom }) => parkedFrom === null || !pieces.has(parkedFrom));
    return { name, pieces: own, rules };
  }

  #forget(state: State, key: string): void {
    const known = state.pieces.get(key);
    if (!known) return;
    state.pieces.delete(key);
    for (const topic of known.topics) {
      if ([...state.pieces.values()].some(({ topics }) => topics.includes(topic))) continue;
      const id = idOf(state.assembly, topic);
      const listening = this.#listeners.get(id);
      listening?.delete(state);
      if (listening?.size === 0) this.#listeners.delete(id);
    }
  }

  #touchListeners(topic: string): void {
    for (const state of this.#listeners.get(topic) ?? []) this.#touch(state);
  }

  #touch(state: State, deletedLease?: string | null): void {
    this.#due.set(state, deletedLease ?? this.#due.get(state));
  }
}

function newState({ assembly, group }: Piece): State {
  return { assembly, name: group, pieces: new Map(), parts: [], instances: [] };
}

function idOf(assembly: Assembly, name: string): string {
  return `${assembly.name}\0${name}`;
}
