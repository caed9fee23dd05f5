import type { Clock } from '../domain/clock';
import type { Instance } from '../domain/instance';
import type { Begun, PolicyActs } from './policy-acts';

type Tried = { readonly at: number } & Begun;

/** When what could not be done is tried again, in milliseconds. */
const AGAIN_MS = 30_000;
/** When it is asked again whose word it is that an instance is out. */
const ASK_AGAIN_MS = 60_000;
/** When what did not help is tried once more, in milliseconds: an hour. Whoever has gone is forgotten by then. */
const FORGET_MS = 3_600_000;

type Place = Pick<Instance, 'registry' | 'id'>;

/**
 * What policies tried for each critical instance: once while it stays critical, or in an hour. A framework that undoes it
 * would win every round, and a person who does knows better.
 */
export class Tries {
  readonly #clock: Clock;
  readonly #tried = new Map<string, Tried>();
  readonly #takenBack = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes what became of a try, and gives it back. */
  tried(instance: Place, begun: Begun): Begun {
    this.#tried.set(keyOf(instance), { ...begun, at: this.#clock.now() });
    return begun;
  }

  /** It passes: when it fails again, everything is tried anew. */
  succeeded(instance: Place): void {
    this.#tried.delete(keyOf(instance));
  }

  /** How the try for an instance stands that is critical and not out. */
  async stateOf(
    instance: Place,
    acts: Pick<PolicyActs, 'isUnderWay'>,
  ): Promise<'none' | 'under-way' | 'in-vain' | 'resting'> {
    const tried = this.#tried.get(keyOf(instance));
    if (!tried) return 'none';
    switch (tried.kind) {
      case 'begun':
        return (await acts.isUnderWay(tried.action)) ? 'under-way' : 'in-vain';
      case 'refused':
        return 'in-vain';
      case 'later':
        return this.#clock.now() - tried.at >= AGAIN_MS ? 'none' : 'resting';
    }
  }

  /** Of one in vain, in plain words. */
  whyInVain(instance: Place): string {
    const tried = this.#tried.get(keyOf(instance));
    if (!tried) return '';
    return tried.kind === 'begun' ? `see action ${tried.action}` : tried.detail;
  }

  mayTakeBack(instance: Place): boolean {
    return !this.#takenBack.has(keyOf(instance));
  }

  tookBack(instance: Place): void {
    this.#takenBack.set(keyOf(instance), this.#clock.now());
  }

  /** Drops what is over. */
  prune(): void {
    const now = this.#clock.now();
    for (const [key, at] of this.#takenBack) if (now - at >= ASK_AGAIN_MS) this.#takenBack.delete(key);
    for (const [key, { at }] of this.#tried) if (now - at >= FORGET_MS) this.#tried.delete(key);
  }
}

function keyOf({ registry, id }: Place): string {
  return `${registry}/${id}`;
}
