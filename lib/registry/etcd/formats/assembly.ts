import type { Consumer } from '../../../domain/consumer';
import type { Facts } from './format';

/** Something read from one key, with what surrounds it there. */
export interface Placed<Data> {
  readonly key: string;
  readonly data: Data;
  /** etcd's own number; among several keys of one instance the highest is the latest. */
  readonly revision: string;
  readonly lease: string | null;
  /** Where the key was before it was put aside; null for a key in its own place. */
  readonly parkedFrom: string | null;
}

/** All keys that speak of the same, and the rules that speak of them. */
export interface Group<Data, RuleData> {
  readonly name: string;
  readonly pieces: readonly Placed<Data>[];
  readonly rules: readonly Placed<RuleData>[];
}

/** One instance that came out of a group. */
export interface Assembled {
  /** Tells it from the others of its group, and stays the same over updates. */
  readonly part: string;
  readonly format: string;
  readonly facts: Facts;
  /** The key that stands for it: its lease and revision are the instance's. */
  readonly key: string;
}

/** How several keys make one instance, or one key several. */
export interface Assembly<Data = unknown, RuleData = unknown> {
  /** Part of the instances' identity: never renamed. */
  readonly name: string;
  /** The instances of a group; none while it is incomplete. Pure; may throw. */
  readonly assemble: (group: Group<Data, RuleData>) => readonly Assembled[];
  /** Whether a rule only says who subscribes, and changes no instance: it is shown to `consumers` alone. */
  readonly isSubscription?: (rule: RuleData) => boolean;
  /** Who subscribes to a service; all its groups are shown as one, with all their rules. */
  readonly consumers?: (group: Group<Data, RuleData>) => readonly Consumer[];
}

/** What one key gives to a group. */
export interface Piece {
  readonly assembly: Assembly;
  readonly group: string;
  /** Rules with one of these topics apply to the group. */
  readonly topics: readonly string[];
  readonly data: unknown;
}

/** What one key says about every group with its topic. */
export interface Rule {
  readonly ruleOf: Assembly;
  readonly topic: string;
  readonly data: unknown;
  /** What it is, in plain words: "configurator". */
  readonly belongs: string;
}

/** Keeps the types of an assembly together with the pieces and rules made for it. */
export function createAssembly<Data, RuleData = never>(assembly: Assembly<Data, RuleData>) {
  const erased = assembly as Assembly;
  return {
    piece: (group: string, data: Data, topics: readonly string[] = []): Piece => ({
      assembly: erased,
      group,
      topics,
      data,
    }),
    rule: (topic: string, data: RuleData, belongs: string): Rule => ({ ruleOf: erased, topic, data, belongs }),
  };
}
