import type { Instance } from '../../../domain/instance';

/** A value, and which of the instances in it is meant. */
export interface EditedValue {
  readonly key: string;
  readonly text: string;
  readonly instance: Pick<Instance, 'service' | 'address' | 'port' | 'version'>;
}

/** The same value, changed in nothing else, byte for byte; undefined where this one cannot say it. */
type Edit = (value: EditedValue) => string | undefined;

/** How the values of a format are edited, in words that its clients honour. Pure; what comes out is read again. */
export interface Edits {
  readonly drain?: {
    readonly edit: Edit;
    /** Clients that call it all the same. */
    readonly ignoredBy?: string;
  };
  /** For what somebody else took out: without it only that person knows what it was. */
  readonly restore?: { readonly edit: Edit /** "state left out" */; readonly writes: string };
  readonly weigh?: {
    readonly edit: (value: EditedValue, weight: number) => string | undefined;
    /** The largest its clients take; the least is 1. */
    readonly most: number;
  };
  /** Says that it is critical; only where its clients then stop routing to it. */
  readonly fail?: { readonly edit: Edit /** "health.status = unhealthy" */; readonly writes: string };
  /** Takes one instance out of a value that holds several: its key is not its own, and never put aside or deleted. */
  readonly remove?: Edit;
  /** Whether its program writes the whole value at every heartbeat, and with it whatever somebody took away. */
  readonly isRewritten?: (text: string) => boolean;
  /**
   * What is changed between `from` and `to`, changed in `current`; undefined where that differs from `from` in what is
   * meant: what its program measures and writes by itself may differ, and in a shared value all that is of others.
   */
  readonly rebase?: (current: string, from: string, to: string) => string | undefined;
}

/** The keys of rules about one key of an instance, whose own value says nothing. They say everything themselves. */
export interface RuleKeys {
  /** All rules about the same address begin so. */
  readonly prefix: string;
  readonly drain: string;
  readonly weigh: (weight: number) => string;
  /** Whether a key is one that `weigh` made. */
  readonly isWeight: (key: string) => boolean;
}
