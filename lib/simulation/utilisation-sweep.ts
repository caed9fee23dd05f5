import { responseTimes } from './latency-curve';
import { capacityOf } from './pickable';
import { type ChosenPolicy, Run } from './run';
import type { Arrivals, Scenario } from './scenario';
import { workingSteps } from './working-steps';

/** The loads that are shown unless others are asked for. */
export const SWEPT_LOADS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95] as const;

/** One load (share of all that the instances can work on) and how long answers took at it. */
export interface SweepPoint {
  readonly load: number;
  /** Null without answers, as the next. */
  readonly meanMs: number | null;
  readonly p99Ms: number | null;
}

/**
 * A scenario at one load after another, everything else unchanged. Yields the share done, 0 to 1.
 *
 * @throws OptionError where the policy's system would refuse the options
 */
export function* utilisationSweep(
  scenario: Scenario,
  chosen: ChosenPolicy,
  loads: readonly number[],
): Generator<number, readonly SweepPoint[]> {
  const points: SweepPoint[] = [];
  const steps = workingSteps(scenario.instances.length);
  for (const load of loads) {
    const run = new Run(atLoad(scenario, load), chosen, { picks: 0, columns: 0 });
    while (run.advance(steps)) yield (points.length + run.progress) / loads.length;
    const times = responseTimes(run.tally.responses);
    points.push({ load, meanMs: times?.mean ?? null, p99Ms: times?.p99 ?? null });
  }
  return points;
}

/** The same scenario with requests so much closer together, or further apart, that the load on those that may be picked is this. */
export function atLoad(scenario: Scenario, load: number): Scenario {
  const { traffic, instances, panicPercent } = scenario;
  // Without anybody to ask requests still come: nobody answers them.
  const ratePerSecond = (1000 * load * capacityOf(instances, panicPercent)) / traffic.serviceTime.meanMs || 1;
  return { ...scenario, traffic: { ...traffic, arrivals: atRate(traffic.arrivals, ratePerSecond) } };
}

function atRate(arrivals: Arrivals, ratePerSecond: number): Arrivals {
  if (arrivals.kind !== 'trace') return { ...arrivals, ratePerSecond };
  const { atMs } = arrivals;
  const lastMs = atMs.at(-1) ?? 0;
  const factor = lastMs === 0 ? 1 : (1000 * atMs.length) / lastMs / ratePerSecond;
  return { kind: 'trace', atMs: atMs.map((at) => at * factor) };
}
