import { blockWeighted } from './block-weighted';
import { wholeBelow } from './chance';
import type { Contender } from './contender';
import { EdfScheduler } from './edf-scheduler';
import { OptionError, wholeOption } from './option-error';
import type { Policy, PolicyKind, Surroundings } from './policy';
import { roundRobin } from './round-robin';
import { SLOW_START_DEFAULTS, type SlowStart, slowStartFactor, slowStartOf } from './slow-start';
import { SmoothWeighted } from './smooth-weighted';
import { staticStride } from './static-stride';

const DEFAULTS = {
  algorithm: 'smooth',
  /** NGINX: failures within failTimeoutMs that rest an instance for as long; 0 never. */
  maxFails: 1,
  failTimeoutMs: 10_000,
  /** Static stride: true is gRPC C++, false is gRPC Go. */
  clamp: true,
  /** EDF: begin after some random picks, as each of Envoy's workers; false is the textbook's order. */
  randomStart: false,
  ...SLOW_START_DEFAULTS,
};

type WeightedOptions = typeof DEFAULTS;

/** Turns in proportion to weights, by four systems' algorithms; they differ in how evenly the turns are laid out. */
export const weightedRoundRobin: PolicyKind<WeightedOptions> = {
  id: 'weighted-round-robin',
  source:
    'NGINX (smooth), Envoy edf_scheduler.h (edf), gRPC static_stride_scheduler.cc (static-stride), Linux ip_vs_wrr.c (block)',
  zeroWeight: 'never',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { algorithm: ['smooth', 'edf', 'static-stride', 'block'] },
  create(options, surroundings) {
    wholeOption('maxFails', options.maxFails, [0, 2 ** 31]);
    if (options.failTimeoutMs < 0)
      throw new OptionError(`failTimeoutMs must be 0 or more, not ${options.failTimeoutMs}`);
    const slowStart = slowStartOf(options);
    if (options.algorithm === 'edf') return edf(options, slowStart, surroundings);
    if (options.algorithm === 'static-stride') return stride(options, surroundings);
    if (options.algorithm === 'block') return block();
    return new SmoothWeighted(options, () => surroundings.now());
  },
};

function edf({ randomStart }: WeightedOptions, slowStart: SlowStart, surroundings: Surroundings): Policy {
  const skipped = randomStart ? wholeBelow(surroundings.random, 2 ** 20) : null;
  const equal = roundRobin.create({ randomStart: true }, { ...surroundings, random: () => (skipped ?? 0) / 2 ** 20 });
  const weightOf = (instance: Contender) =>
    instance.weight * (slowStart.windowMs > 0 ? slowStartFactor(surroundings.now() - instance.since, slowStart) : 1);
  let scheduler: EdfScheduler | null = null;
  return {
    update(list) {
      const weighed = list.filter((instance) => instance.weight > 0);
      const isStarting =
        slowStart.windowMs > 0 && weighed.some(({ since }) => surroundings.now() - since <= slowStart.windowMs);
      const isEven = !isStarting && weighed.every((instance) => instance.weight === weighed[0]?.weight);
      scheduler = isEven ? null : new EdfScheduler(weighed, weightOf, skipped);
      equal.update(weighed);
    },
    pick: (request) => (scheduler === null ? equal.pick(request) : scheduler.pick()),
  };
}

function stride(options: WeightedOptions, surroundings: Surroundings): Policy {
  const equal = roundRobin.create({ randomStart: false }, surroundings);
  let instances: readonly Contender[] = [];
  let sequence = 0;
  let scheduler: ReturnType<typeof staticStride> = null;
  const next = () => sequence++;
  return {
    update(list) {
      instances = list;
      equal.update(list);
      scheduler = staticStride(
        list.map((instance) => instance.weight),
        options.clamp,
      );
    },
    pick: (request) => (scheduler === null ? equal.pick(request) : (instances[scheduler(next)] ?? null)),
  };
}

function block(): Policy {
  let instances: readonly Contender[] = [];
  let next = blockWeighted([]);
  return {
    update(list) {
      instances = list;
      next = blockWeighted(list.map((instance) => instance.weight));
    },
    pick: () => instances[next()] ?? null,
  };
}
