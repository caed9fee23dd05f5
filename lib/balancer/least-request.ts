import { twoBelow, wholeBelow } from './chance';
import type { Contender } from './contender';
import { EdfScheduler } from './edf-scheduler';
import { OptionError, wholeOption } from './option-error';
import type { PolicyKind } from './policy';
import { power } from './portable-math';
import { SLOW_START_DEFAULTS, slowStartFactor, slowStartOf } from './slow-start';

const DEFAULTS = {
  choices: 2,
  /** Envoy and gRPC draw with replacement; without it no instance is drawn twice. */
  replacement: true,
  selection: 'choices',
  /** When weights count: Envoy only where they differ, gRPC never (A48). */
  weights: 'when-unequal',
  /** weight / (active + 1)^bias; 0 is weighted round robin. Below 0 counts as 1, as Envoy has it. */
  activeRequestBias: 1,
  /** The schedule: begin after some random picks, as each of Envoy's workers; false is the textbook's order. */
  randomStart: false,
  ...SLOW_START_DEFAULTS,
};

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
    if (options.slowStartAggression <= 0) throw new OptionError('slowStartAggression must be above 0');
    const bias = options.activeRequestBias < 0 ? 1 : options.activeRequestBias;
    const slowStart = slowStartOf(options);
    const skipped = options.randomStart ? wholeBelow(random, 2 ** 20) : null;
    let instances: readonly Contender[] = [];
    let scheduler: EdfScheduler | null = null;
    const weightOf = ({ weight, active, since }: Contender) =>
      (weight / power(active + 1, bias)) * (slowStart.windowMs > 0 ? slowStartFactor(now() - since, slowStart) : 1);
    const isStarting = () =>
      instances.some(({ since }) => now() - since <= slowStart.windowMs) && slowStart.windowMs > 0;
    return {
      update(list) {
        const ignoresWeights = options.weights === 'never';
        instances = ignoresWeights ? list : list.filter((instance) => instance.weight > 0);
        const isEven = instances.every((instance) => instance.weight === instances[0]?.weight);
        const isScheduled = !ignoresWeights && (options.weights === 'always' || !isEven || isStarting());
        scheduler = isScheduled ? new EdfScheduler(instances, weightOf, skipped) : null;
      },
      pick() {
        if (scheduler !== null) return scheduler.pick();
        if (options.selection === 'full-scan') return leastOfAll(instances, random);
        if (!options.replacement && options.choices === 2 && instances.length > 1)
          return lesserOfTwo(instances, random);
        const count = options.replacement ? options.choices : Math.min(options.choices, instances.length);
        return options.replacement ? leastDrawn(instances, count, random) : leastDistinct(instances, count, random);
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
