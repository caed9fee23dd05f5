/** A ratio in larger whole numbers than this is rounded. */
const LARGEST_RATIO = 1000;
const ROUNDED_TO = 100;

/**
 * Weights for systems that know whole ones only, NGINX and IPVS: whole ones as they are; others as the smallest whole
 * numbers in their ratio (1 and 1.5 are 2 and 3), as somebody would have to write them there. Where that
 * takes numbers above 1000, they are rounded with the heaviest as 100, or as it is where that is more; nobody with weight gets less than 1.
 */
export function wholeWeights(weights: readonly number[]): readonly number[] {
  if (weights.every(Number.isInteger)) return weights;
  const heaviest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  for (let factor = 1; factor <= LARGEST_RATIO && factor * heaviest <= LARGEST_RATIO; factor++) {
    const whole = weights.map((weight) => Math.round(weight * factor));
    if (!whole.every((one, index) => isNear(one, (weights[index] ?? 0) * factor))) continue;
    const divisor = whole.reduce(greatestDivisor, 0);
    return whole.map((one) => one / divisor);
  }
  const most = Math.max(ROUNDED_TO, heaviest);
  return weights.map((weight) => (weight > 0 ? Math.max(1, Math.round((weight / heaviest) * most)) : 0));
}

/** The greatest whole number that divides both; the other where one is 0. */
export function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

/** Decimal fractions times a factor miss the whole number by a few bits. A weight of its own never becomes 0. */
function isNear(whole: number, exact: number): boolean {
  return Math.abs(whole - exact) <= 1e-9 * exact;
}
