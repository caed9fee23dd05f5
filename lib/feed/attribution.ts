import type { UnplacedChange } from '../domain/change';

/** What an action is about to cause. */
export interface Expectation {
  readonly registry: string;
  readonly instance: string;
  /** The action's id. */
  readonly action: string;
  /** Whether a change is the one it causes. */
  readonly isMet: (change: UnplacedChange) => boolean;
}

/** Tells the changes that Rollcall's own actions cause from all others. */
export class Attribution {
  readonly #expected = new Set<Expectation>();

  /** From now until it is met, or until what is returned is called. */
  expect(expectation: Expectation): () => void {
    this.#expected.add(expectation);
    return () => void this.#expected.delete(expectation);
  }

  /**
   * Which action caused the changes of one position, by instance: all of an instance that were seen together with the
   * one expected. An expectation is met once: what comes after it is somebody else's.
   */
  causesOf(registry: string, changes: readonly UnplacedChange[]): ReadonlyMap<string, string> {
    const causes = new Map<string, string>();
    for (const expectation of this.#expected) {
      if (expectation.registry !== registry) continue;
      const isMet = changes.some((change) => change.instance === expectation.instance && expectation.isMet(change));
      if (!isMet || causes.has(expectation.instance)) continue;
      causes.set(expectation.instance, expectation.action);
      this.#expected.delete(expectation);
    }
    return causes;
  }
}
