import { exponential, logarithm } from '../balancer/portable-math';

/** How likely chance alone gives a chi-square of `value` or more: the upper incomplete gamma function, Q(df/2, value/2). */
export function chiSquareP(value: number, degrees: number): number {
  if (degrees < 1 || value <= 0) return 1;
  const a = degrees / 2;
  const x = value / 2;
  return x < a + 1 ? 1 - lowerBySeries(a, x) : upperByFraction(a, x);
}

const TINY = 1e-300;
const PRECISION = 1e-15;
const MOST_STEPS = 10_000;

/** Abramowitz and Stegun 6.5.29. */
function lowerBySeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_STEPS && term > sum * PRECISION; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * exponential(a * logarithm(x) - x - logGamma(a));
}

/** Abramowitz and Stegun 6.5.31, by Lentz's way with continued fractions. */
function upperByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_STEPS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < PRECISION) break;
  }
  return fraction * exponential(a * logarithm(x) - x - logGamma(a));
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** Stirling's series where it is good to 15 digits, and down to there by Gamma(x + 1) = x Gamma(x). */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 15) {
    shift -= logarithm(at);
    at += 1;
  }
  const square = 1 / (at * at);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))) / at;
  return shift + (at - 0.5) * logarithm(at) - at + logarithm(2 * Math.PI) / 2 + series;
}
