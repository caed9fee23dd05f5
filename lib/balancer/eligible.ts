import type { Health, Rotation } from '../domain/instance';

/** Below which percentage of healthy instances a balancer uses all, and whether it then answers with none instead. */
export interface PanicRule {
  /** Envoy's default is 50; 0 never panics. */
  readonly thresholdPercent: number;
  /** Envoy's fail_traffic_on_panic. No scenario asks for it yet; Envoy's vectors do. */
  readonly failsTraffic: boolean;
}

export const ENVOY_PANIC: PanicRule = { thresholdPercent: 50, failsTraffic: false };

/** Which instances may be picked, and whether that is for want of healthy ones. */
export interface Eligibility<T> {
  readonly instances: readonly T[];
  readonly isPanic: boolean;
}

/**
 * Leaves out what is critical and what is out of rotation. Out is an operator's word: panic brings back the unhealthy,
 * never those. Warning and unknown count as healthy: a registry's clients use both.
 */
export function eligible<T extends { readonly health: Health; readonly rotation: Rotation }>(
  all: readonly T[],
  rule: PanicRule = ENVOY_PANIC,
): Eligibility<T> {
  const inRotation = all.filter((instance) => instance.rotation === 'in');
  const healthy = inRotation.filter((instance) => instance.health !== 'critical');
  const isPanic = inRotation.length > 0 && (100 * healthy.length) / inRotation.length < rule.thresholdPercent;
  if (!isPanic) return { instances: healthy, isPanic };
  return { instances: rule.failsTraffic ? [] : inRotation, isPanic };
}
