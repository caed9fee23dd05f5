import { twoBelow } from './chance';
import type { Contender } from './contender';
import { OptionError } from './option-error';
import { PeakEstimate } from './peak-estimate';
import { envoyCost, finagleCost } from './peak-ewma-cost';
import type { PolicyKind } from './policy';

const DEFAULTS = {
  system: 'finagle',
  /** The weight of what was observed falls to 1/e in this time. */
  decayMs: 10_000,
  /** What an instance is believed to take before it answered; 0 is the system's own: Linkerd 30, Envoy 10, Finagle none. */
  defaultRttMs: 0,
};

const DEFAULT_RTT_MS: Readonly<Record<string, number>> = { linkerd: 30, envoy: 10 };

/** Two choices by latency times requests in flight. Weights are ignored. A failure that is fast attracts requests. */
export const peakEwma: PolicyKind<typeof DEFAULTS> = {
  id: 'peak-ewma',
  source: 'Finagle PeakEwma.scala and P2C.scala; tower load/peak_ewma.rs (Linkerd); Envoy peak_ewma (cost.cc)',
  zeroWeight: 'ignored',
  hashBits: 0,
  defaults: DEFAULTS,
  words: { system: ['finagle', 'linkerd', 'envoy'] },
  create({ system, decayMs, defaultRttMs }, { random, now }) {
    if (decayMs <= 0) throw new OptionError(`decayMs must be above 0, not ${decayMs}`);
    if (defaultRttMs < 0) throw new OptionError(`defaultRttMs must be 0 or more, not ${defaultRttMs}`);
    const believedMs = defaultRttMs || (DEFAULT_RTT_MS[system] ?? 0);
    let instances: readonly Contender[] = [];
    let estimates = new Map<Contender, PeakEstimate>();
    const costOf = (instance: Contender): number => {
      const estimate = estimates.get(instance);
      if (estimate === undefined) return 0;
      // Envoy's estimate stands until the next answers are taken in; the others' falls while nothing comes.
      if (system === 'envoy') return envoyCost(estimate.lastMs, instance.active, believedMs);
      return finagleCost(estimate.decayed(now()), instance.active);
    };
    return {
      update(list) {
        const initial = { estimateMs: system === 'linkerd' ? believedMs : 0, at: now() };
        estimates = new Map(
          list.map((instance) => [instance, estimates.get(instance) ?? new PeakEstimate(decayMs, initial)]),
        );
        instances = list;
      },
      pick() {
        if (instances.length < 2) return instances[0] ?? null;
        const [first, second] = twoBelow(random, instances.length);
        const one = instances[first];
        const other = instances[second];
        if (one === undefined || other === undefined) return null;
        return costOf(one) <= costOf(other) ? one : other;
      },
      finished(instance, { latencyMs }) {
        estimates.get(instance)?.observe(latencyMs, now());
      },
    };
  },
};
