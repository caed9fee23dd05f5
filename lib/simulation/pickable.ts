import { eligible } from '../balancer/eligible';
import type { SimulatedInstance } from './scenario';

/** Those that may be picked: in rotation and healthy, or all in rotation where too few are healthy. */
export function pickable<Instance extends SimulatedInstance>(
  instances: readonly Instance[],
  panicPercent: number,
): readonly Instance[] {
  return eligible(instances, { thresholdPercent: panicPercent, failsTraffic: false }).instances;
}

/** How many requests of slowness 1 those that may be picked can work on at once. */
export function capacityOf(instances: readonly SimulatedInstance[], panicPercent: number): number {
  return pickable(instances, panicPercent).reduce((sum, { concurrency, slowness }) => sum + concurrency / slowness, 0);
}
