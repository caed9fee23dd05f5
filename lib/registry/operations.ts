import type { PlannedWrite } from '../domain/action-preview';
import type { Fate } from '../domain/fact-sheet';
import type { Instance } from '../domain/instance';
import type { NewRegistration } from '../domain/new-registration';

/** What an operator wants of one instance. Weights are whole numbers from 0; what a registry takes, its plan says. */
export type Wish = { readonly kind: 'drain' | 'restore' | 'deregister' | 'write-health' } | SetWeight;

interface SetWeight {
  readonly kind: 'set-weight';
  readonly weight: number;
}

/**
 * Writes as JSON data, so that they can be kept over a restart and done later. Only the adapter that made one reads it.
 * To perform one twice is to perform it once.
 */
export type Order = { readonly [name: string]: unknown };

/** How one wish will be fulfilled: nothing has been written. */
export interface Plan {
  /**
   * The revision of what was read, as {@link Instance.revision}; or the one that was expected, where what was read
   * differs from that only in what is measured.
   */
  readonly revision: string;
  /** What is done, in plain words: "puts the key aside on its own lease". */
  readonly means: string;
  /** What will be written, literally. */
  readonly writes: readonly PlannedWrite[];
  /** Null where it is so already and nothing is to be done. */
  readonly order: Order | null;
  /** What takes it back, to the byte, unless somebody wrote since; null where nothing can. */
  readonly undo: Order | null;
  /** What has to be cleared away when the instance comes back by itself: a copy put aside. */
  readonly onReturn: Order | null;
  readonly fate: Fate;
  /** What an operator should know before: what clients do, what an unreachable agent means. */
  readonly warnings: readonly string[];
  /** How long after it was seen done it may still be undone by the framework, in seconds: 0 to 50. */
  readonly returnWindowSeconds: number;
}

/** Why a wish cannot be fulfilled from outside, in plain words. */
export interface Refusal {
  readonly refusal: string;
}

/** What was read is not what the operator was shown, in plain words. */
export interface PlanConflict {
  readonly conflict: string;
}

export interface PlanContext {
  /** Why it is asked for; written where the registry has a place for it. */
  readonly reason?: string | undefined;
  /** The revision the operator was shown; absent where it does not matter. */
  readonly expected?: string | undefined;
  /** What took the instance out when Rollcall did: to restore is to perform it. */
  readonly undo?: Order | undefined;
  /** Every instance on its node is acted on alike, so that a registry which can may act on the node as a whole. */
  readonly isWholeHost?: boolean | undefined;
  readonly credential?: Credential | undefined;
}

/** A token of the operator's own for this registry, in place of Rollcall's. Never stored with an order, never logged. */
export interface Credential {
  readonly token: string;
}

/**
 * - `done`: written now, or it was so already.
 * - `conflict`: somebody else changed it since; nothing was written.
 */
export type Performed = { readonly kind: 'done' } | { readonly kind: 'conflict'; readonly detail: string };

/** What can be done to a registry. Whether it worked is told by its watch alone. */
export interface Operations {
  /** Reads what is there and says what would be written; writes nothing. @throws RegistryError */
  plan(
    instance: Instance,
    wish: Wish,
    context: PlanContext,
    signal: AbortSignal,
  ): Promise<Plan | Refusal | PlanConflict>;
  /** The same for an instance that is not there yet; `instance` is the id it will have. @throws RegistryError */
  planRegistration(
    registration: NewRegistration,
    context: PlanContext,
    signal: AbortSignal,
  ): Promise<(Plan & { readonly instance: string }) | Refusal>;
  /** @throws RegistryError; a time-out leaves open whether it was written: performing it again is right */
  perform(order: Order, credential: Credential | undefined, signal: AbortSignal): Promise<Performed>;
}
