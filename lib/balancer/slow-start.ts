import { OptionError } from './option-error';
import { power } from './portable-math';

/** Envoy's slow start (SlowStartConfig). A window of 0 is none. */
export interface SlowStart {
  readonly windowMs: number;
  /** Above 0; 1 is a straight line, more is faster at first. */
  readonly aggression: number;
  readonly minimumPercent: number;
}

/** A schedule by deadlines has no place for a weight of 0, which a minimum of 0 percent may come to. */
const SMALLEST = 1e-9;

/** What the weight is multiplied with, `ageMs` after the instance became healthy; 1 from the window's end on. */
export function slowStartFactor(ageMs: number, { windowMs, aggression, minimumPercent }: SlowStart): number {
  if (windowMs <= 0 || ageMs >= windowMs) return 1;
  const share = Math.max(ageMs / 1000, 1) / (windowMs / 1000);
  return Math.min(1, Math.max(power(share, 1 / aggression), minimumPercent / 100, SMALLEST));
}

/** The options every policy of Envoy's that has slow start shares, and their defaults. */
export const SLOW_START_DEFAULTS = { slowStartMs: 0, slowStartAggression: 1, slowStartMinimumPercent: 10 };

/** The same, as the rule wants them. @throws OptionError for what Envoy refuses */
export function slowStartOf(options: typeof SLOW_START_DEFAULTS): SlowStart {
  const { slowStartMs: windowMs, slowStartAggression: aggression, slowStartMinimumPercent: minimumPercent } = options;
  if (windowMs < 0) throw new OptionError(`slowStartMs must be 0 or more, not ${windowMs}`);
  if (aggression <= 0) throw new OptionError(`slowStartAggression must be above 0, not ${aggression}`);
  if (minimumPercent < 0 || minimumPercent > 100)
    throw new OptionError(`slowStartMinimumPercent must be from 0 to 100, not ${minimumPercent}`);
  return { windowMs, aggression, minimumPercent };
}
