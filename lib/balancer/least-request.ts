import { twoBelow, wholeBelow } from './chance';
import type { Contender } from './contender';
import { EdfScheduler } from './edf-scheduler';
import { wholeOption } from './option-error';
import type { PolicyKind } from './policy';
import { power } from './portable-math';
import { SLOW_START_DEFAULTS, slowStartFactor, slowStartOf } from './slow-start';

const DEFAULTS = {
  /** gRPC takes more than 10 as 10. */
  choices: 2,
  /** Envoy and gRPC draw with replacement; without it no instance is drawn twice. */
  replacement: true,
  selection: 'choices',
  /** When weights count: Envoy only where they differ, gRPC never (A48). */
  weights: 'when-unequal',
  /**
   * weight / (active + 1)^bias; 0 is weighted round robin. Below 0 counts as 1, as Envoy has it. Any but 1 is a schedule
   * where weights are equal, too; for 1 that is `weights: always`.
   */
  activeRequestBias: 1,
  /** The schedule: begin after some random picks, as each of Envoy's workers; false is the textbook's order. */
  randomStart: false,
  ...SLOW_START_DEFAULTS,
};

const MOST_CHOICES_OF_GRPC = 10;

/** Of many in flight and a large bias too little is left to divide 1 by it. */
const LEAST_WEIGHT = 1e-300;

type LeastRequestOptions = typeof DEFAULTS;

/** The fewest in flight among a few drawn or among all; by weights it is a schedule that never quite leaves anybody out. */
export const leastRequest: PolicyKind<LeastRequestOptions> = {
  id: 'least-request',
  source: 'Envoy LEAST_REQUEST (least_request_lb.cc); gRPC least_request (gRFC A48) with weights: never',
  zeroWeight: 'never',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { selection: ['choices', 'full-scan'], weights: ['when-unequal', 'always', 'never'] },
  create(options, { random, now }) {
    wholeOption('choices', options.choices, [2, 100_000]);
    const bias = options.activeRequestBias < 0 ? 1 : options.activeRequestBias;
    const slowStart = slowStartOf(options);
    const skipped = options.randomStart ? wholeBelow(random, 2 ** 20) : null;
    let instances: readonly Contender[] = [];
    let scheduler: EdfScheduler | null = null;
    const ignoresWeights = options.weights === 'never';
    const isBiased = options.activeRequestBias !== DEFAULTS.activeRequestBias;
    const choices = ignoresWeights ? Math.min(options.choices, MOST_CHOICES_OF_GRPC) : options.choices;
    const weightOf = ({ weight, active, since }: Contender) => {
      const factor = slowStart.windowMs > 0 ? slowStartFactor(now() - since, slowStart) : 1;
      return Math.max((weight / power(active + 1, bias)) * factor, LEAST_WEIGHT);
    };
    const isStarting = () =>
      instances.some(({ since }) => now() - since <= slowStart.windowMs) && slowStart.windowMs > 0;
    return {
      update(list) {
        instances = ignoresWeights ? list : list.filter((instance) => instance.weight > 0);
        const isEven = instances.every((instance) => instance.weight === instances[0]?.weight);
        const isScheduled = options.weights === 'always' || isBiased || !isEven || isStarting();
        scheduler = isScheduled && !ignoresWeights ? new EdfScheduler(instances, weightOf, skipped) : null;
      },
      pick() {
        if (scheduler !== null) return scheduler.pick();
        if (options.selection === 'full-scan') return leastOfAll(instances, random);
        if (!options.replacement && choices === 2 && instances.length > 1) return lesserOfTwo(instances, random);
        if (options.replacement) return leastDrawn(instances, choices, random);
        return leastDistinct(instances, Math.min(choices, instances.length), random);
      },
    };
  },
};

function leastDrawn(instances: readonly Contender[], choices: number, random: () => number): Contender | null {
  let least = instances[wholeBelow(random, instances.length)] ?? null;
  for (let drawn = 1; drawn < choices && least !== null; drawn++) {
    const other = instances[wholeBelow(random, instances.length)];
    if (other !== undefined && other.active < least.active) least = other;
  }
  return least;
}

/** A pair is as likely as the same pair the other way round, so that the first of equals is even. */
function lesserOfTwo(instances: readonly Contender[], random: () => number): Contender | null {
  const [first, second] = twoBelow(random, instances.length);
  const one = instances[first];
  const other = instances[second];
  if (one === undefined || other === undefined) return null;
  return other.active < one.active ? other : one;
}

/** Floyd's sampling: `choices` different ones in as many draws. His order is not even, so ties are drawn for. */
function leastDistinct(instances: readonly Contender[], choices: number, random: () => number): Contender | null {
  const positions: number[] = [];
  for (let top = instances.length - choices; top < instances.length; top++) {
    const drawn = wholeBelow(random, top + 1);
    positions.push(positions.includes(drawn) ? top : drawn);
  }
  return leastOfAll(
    positions.flatMap((position) => instances[position] ?? []),
    random,
  );
}

/** Envoy's FULL_SCAN: one of the least, each as likely, by reservoir sampling. */
function leastOfAll(instances: readonly Contender[], random: () => number): Contender | null {
  let least: Contender | null = null;
  let tied = 0;
  for (const instance of instances) {
    if (least === null || instance.active < least.active) {
      least = instance;
      tied = 1;
    } else if (instance.active === least.active && wholeBelow(random, ++tied) === 0) least = instance;
  }
  return least;
}
