/** A logarithmic axis over values above 0: where a value lies, from 0 to 1, and which ticks to write. */
export interface LogAxis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5];
const MOST_TICKS = 8;

/** From the 1-2-5 step at or below the least to the one at or above the most. */
export function logAxis(values: readonly number[]): LogAxis {
  const positive = values.filter((value) => value > 0);
  const least = floorStep(positive.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY));
  const most = ceilStep(positive.reduce((high, value) => Math.max(high, value), 0));
  if (positive.length === 0) return { at: () => 0, ticks: [] };
  const from = Math.log10(least);
  const span = Math.max(Math.log10(most) - from, Math.log10(2));
  return {
    at: (value) => (Math.log10(Math.max(value, least)) - from) / span,
    ticks: ticksOf(least, 10 ** (from + span)),
  };
}

function ticksOf(least: number, most: number): readonly number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); 10 ** power <= most; power++) {
    for (const step of STEPS) {
      const tick = step * 10 ** power;
      if (tick >= least * 0.999 && tick <= most * 1.001) ticks.push(tick);
    }
  }
  // Over many powers of ten only those are written.
  return ticks.length <= MOST_TICKS ? ticks : ticks.filter((tick) => Number.isInteger(roundLog(tick)));
}

function roundLog(tick: number): number {
  return Math.round(Math.log10(tick) * 1e6) / 1e6;
}

function floorStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.findLast((step) => step * power <= value * 1.000001) ?? 1);
}

function ceilStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (STEPS.find((step) => step * power >= value * 0.999999) ?? 10);
}
