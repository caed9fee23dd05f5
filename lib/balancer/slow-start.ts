import { power } from './portable-math';

/** Envoy's slow start (SlowStartConfig). A window of 0 is none. */
export interface SlowStart {
  readonly windowMs: number;
  /** Above 0; 1 is a straight line, more is faster at first. */
  readonly aggression: number;
  readonly minimumPercent: number;
}

/** What the weight is multiplied with, `ageMs` after the instance became healthy; 1 from the window's end on. */
export function slowStartFactor(ageMs: number, { windowMs, aggression, minimumPercent }: SlowStart): number {
  if (windowMs <= 0 || ageMs >= windowMs) return 1;
  const share = Math.max(ageMs / 1000, 1) / (windowMs / 1000);
  return Math.max(power(share, 1 / aggression), minimumPercent / 100);
}

/** HAProxy's `slowstart`: a straight line from 1 % to 100 %, begun only by recovery from a failure. */
export function haproxySlowStartFactor(ageMs: number, windowMs: number): number {
  return windowMs <= 0 || ageMs >= windowMs ? 1 : Math.max(0.01, ageMs / windowMs);
}

/** The options every policy of Envoy's that has slow start shares, and their defaults. */
export const SLOW_START_DEFAULTS = { slowStartMs: 0, slowStartAggression: 1, slowStartMinimumPercent: 10 };

/** The same, as the rule wants them. */
export function slowStartOf(options: typeof SLOW_START_DEFAULTS): SlowStart {
  return {
    windowMs: options.slowStartMs,
    aggression: options.slowStartAggression,
    minimumPercent: options.slowStartMinimumPercent,
  };
}
