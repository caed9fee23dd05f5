/** A time in milliseconds, in three digits or so: figure and unit. */
export function timeFigure(ms: number): readonly [figure: string, unit: string] {
  if (ms >= 60_000) return [threeDigits(ms / 60_000), 'min'];
  if (ms >= 10_000) return [threeDigits(ms / 1_000), 's'];
  return [threeDigits(ms), 'ms'];
}

export function timeText(ms: number | null): string {
  return ms === null ? 'none' : timeFigure(ms).join(' ');
}

/** A share from 0 to 1 in percent. */
export function percentText(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

export function countText(count: number): string {
  return count.toLocaleString('en');
}

function threeDigits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(value < 20 ? 1 : 0) : value.toFixed(value < 1 ? 2 : 1);
}
