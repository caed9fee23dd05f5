import type { BalancedRequest, Contender } from '../balancer/contender';
import { eligible } from '../balancer/eligible';
import type { Policy } from '../balancer/policy';
import { randomStream } from './random-stream';
import type { ChosenPolicy } from './run';
import type { SimulatedInstance } from './scenario';

interface Held extends Contender {
  active: number;
  readonly place: number;
}

/** Picks one after another where no time passes. */
export class Picker {
  readonly #policy: Policy;
  readonly #instances: readonly SimulatedInstance[];
  readonly #contenders: readonly Held[];
  readonly #panicPercent: number;
  readonly #inFlight: number;
  /** A ring of the picks in flight. */
  readonly #held: Held[] = [];
  #oldest = 0;

  /**
   * @param inFlight how many of the latest picks are still in flight; null for what suits the policy: all where it
   * bounds loads, which would have nothing to bound, else none
   * @throws OptionError where the policy's system would refuse the options
   */
  constructor(
    instances: readonly SimulatedInstance[],
    { policy, options }: ChosenPolicy,
    rules: { readonly seed: string; readonly panicPercent: number; readonly inFlight: number | null },
  ) {
    this.#policy = policy.create(options, { random: randomStream(rules.seed, 'policy 0'), now: () => 0 });
    this.#instances = instances;
    this.#panicPercent = rules.panicPercent;
    const factor = { ...policy.defaults, ...options }.balanceFactor;
    const bounds = typeof factor === 'number' && factor > 0;
    this.#inFlight = rules.inFlight ?? (bounds ? Number.POSITIVE_INFINITY : 0);
    this.#contenders = instances.map(({ id, key, weight }, place) => ({
      id,
      key,
      weight,
      place,
      active: 0,
      since: 0,
    }));
  }

  /** From now on these are there; nothing is in flight. Gives the weights that may be picked, 0 for the others. */
  update(isPresent: (place: number) => boolean): readonly number[] {
    for (const contender of this.#contenders) contender.active = 0;
    this.#held.length = 0;
    this.#oldest = 0;
    const present = this.#contenders.flatMap((contender) => {
      const instance = this.#instances[contender.place];
      if (!instance || !isPresent(contender.place)) return [];
      return [{ contender, health: instance.health, rotation: instance.rotation }];
    });
    const { instances } = eligible(present, { thresholdPercent: this.#panicPercent, failsTraffic: false });
    this.#policy.update(instances.map(({ contender }) => contender));
    const weights = this.#contenders.map(() => 0);
    for (const { contender } of instances) weights[contender.place] = contender.weight;
    return weights;
  }

  /** The place of the instance picked; -1 where there is none. */
  pick(request: BalancedRequest): number {
    const picked = this.#policy.pick(request);
    if (picked === null) return -1;
    const held = picked as Held;
    if (this.#inFlight > 0) this.#hold(held);
    else this.#policy.finished?.(held, { latencyMs: 0, failed: false });
    return held.place;
  }

  #hold(held: Held): void {
    held.active += 1;
    if (this.#held.length < this.#inFlight) {
      // Where all stay, nobody is ever looked for.
      if (this.#inFlight !== Number.POSITIVE_INFINITY) this.#held.push(held);
      return;
    }
    const oldest = this.#held[this.#oldest];
    this.#held[this.#oldest] = held;
    this.#oldest = (this.#oldest + 1) % this.#inFlight;
    if (!oldest) return;
    oldest.active -= 1;
    this.#policy.finished?.(oldest, { latencyMs: 0, failed: false });
  }
}
