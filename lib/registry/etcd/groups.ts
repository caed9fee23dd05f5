import type { Consumer } from '../../domain/consumer';
import type { Assembled, Assembly, Group, Piece, Placed, Rule } from './formats/assembly';
import { RuleBook, topicId } from './rule-book';

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
  /** How many of the pieces have a topic: there may be thousands of both. */
  readonly topics: Map<string, number>;
  parts: readonly string[];
  instances: readonly GroupInstance[];
}

/** The instances that are made of several keys, or several of one key. What changes is put together once, on demand. */
export class Groups {
  readonly #groups = new Map<string, State>();
  readonly #rules = new RuleBook();
  /** Rules that say who subscribes and nothing else: they come and go with every client, and no instance changes. */
  readonly #subscriptions = new RuleBook();
  readonly #listeners = new Map<string, Set<State>>();
  /** What must be put together again, with the lease of the last key deleted there; undefined where none was. */
  readonly #due = new Map<State, string | null | undefined>();

  put(piece: Piece, placed: Omit<Placed<unknown>, 'data'>): void {
    const id = topicId(piece.assembly, piece.group);
    const state = this.#groups.get(id) ?? newState(piece);
    this.#groups.set(id, state);
    this.#forget(state, placed.key);
    state.pieces.set(placed.key, { ...placed, data: piece.data, topics: piece.topics });
    for (const topic of piece.topics) {
      state.topics.set(topic, (state.topics.get(topic) ?? 0) + 1);
      const id = topicId(piece.assembly, topic);
      const listening = this.#listeners.get(id) ?? new Set();
      this.#listeners.set(id, listening.add(state));
    }
    this.#touch(state);
  }

  putRule(rule: Rule, placed: Omit<Placed<unknown>, 'data'>): void {
    this.#bookOf(rule).put(rule, placed);
    this.#touchListeners(rule);
  }

  /** @param deletedLease the lease the key hung on, when etcd deleted it; undefined when it only means another thing now */
  remove(piece: Piece, key: string, deletedLease: string | null | undefined): void {
    const state = this.#groups.get(topicId(piece.assembly, piece.group));
    if (!state) return;
    this.#forget(state, key);
    this.#touch(state, deletedLease);
  }

  removeRule(rule: Rule, key: string): void {
    this.#bookOf(rule).remove(rule, key);
    this.#touchListeners(rule);
  }

  /** Whether the group of a piece has an instance now. */
  hasInstance(piece: Piece): boolean {
    return (this.#groups.get(topicId(piece.assembly, piece.group))?.instances.length ?? 0) > 0;
  }

  /** All keys of the group of a piece. */
  keysOf(piece: Piece): readonly string[] {
    return [...(this.#groups.get(topicId(piece.assembly, piece.group))?.pieces.keys() ?? [])];
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
      if (state.pieces.size === 0) this.#groups.delete(topicId(state.assembly, state.name));
    }
    this.#due.clear();
    return { instances, losses };
  }

  /** Who subscribes to a service that has instances. All its groups are asked as one, and each subscription counts once. */
  consumers(service: string): readonly Consumer[] {
    const serving = [...this.#groups.values()].filter(
      ({ assembly, instances }) => assembly.consumers && instances.some(({ facts }) => facts.service === service),
    );
    const found = new Map<string, Consumer>();
    for (const assembly of new Set(serving.map((state) => state.assembly))) {
      const states = serving.filter((state) => state.assembly === assembly);
      const topics = new Set(states.flatMap((state) => [...state.topics.keys()]));
      const pieces = states.flatMap(ownPieces);
      const rules = [...this.#rules.of(assembly, topics), ...this.#subscriptions.of(assembly, topics)];
      for (const consumer of assembly.consumers?.({ name: service, pieces, rules }) ?? []) {
        found.set(`${consumer.address}\0${consumer.application}\0${consumer.subscribes}`, consumer);
      }
    }
    return [...found.values()];
  }

  clear(): void {
    this.#groups.clear();
    this.#rules.clear();
    this.#subscriptions.clear();
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

  #groupOf(state: State): Group<unknown, unknown> {
    const { assembly, name, topics } = state;
    // Which was put first must not decide between two that contradict each other: a relist would turn them round.
    const rules = this.#rules.of(assembly, topics.keys()).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return { name, pieces: ownPieces(state), rules };
  }

  #forget(state: State, key: string): void {
    const known = state.pieces.get(key);
    if (!known) return;
    state.pieces.delete(key);
    for (const topic of known.topics) {
      const left = (state.topics.get(topic) ?? 1) - 1;
      if (left > 0) {
        state.topics.set(topic, left);
        continue;
      }
      state.topics.delete(topic);
      const id = topicId(state.assembly, topic);
      const listening = this.#listeners.get(id);
      listening?.delete(state);
      if (listening?.size === 0) this.#listeners.delete(id);
    }
  }

  #bookOf(rule: Rule): RuleBook {
    return isSubscription(rule) ? this.#subscriptions : this.#rules;
  }

  #touchListeners(rule: Rule): void {
    if (isSubscription(rule)) return;
    for (const state of this.#listeners.get(topicId(rule.ruleOf, rule.topic)) ?? []) this.#touch(state);
  }

  #touch(state: State, deletedLease?: string | null): void {
    this.#due.set(state, deletedLease === undefined ? this.#due.get(state) : deletedLease);
  }
}

function newState({ assembly, group }: Piece): State {
  return { assembly, name: group, pieces: new Map(), topics: new Map(), parts: [], instances: [] };
}

function isSubscription({ ruleOf, data }: Rule): boolean {
  return ruleOf.isSubscription?.(data) ?? false;
}

/** One that came back while its copy is put aside speaks for itself. */
function ownPieces({ pieces }: State): readonly Placed<unknown>[] {
  return [...pieces.values()].filter(({ parkedFrom }) => parkedFrom === null || !pieces.has(parkedFrom));
}
