import { chiSquareP } from './chi-square';

/** What one instance got of all picks, and what it should have got by its weight. */
export interface Share {
  readonly instance: string;
  readonly picks: number;
  /** From 0 to 1, as `target`, `low` and `high`. */
  readonly share: number;
  readonly target: number;
  /** Within these 95 of 100 runs of plain weighted chance lie. */
  readonly low: number;
  readonly high: number;
}

export interface ShareStatistics {
  readonly shares: readonly Share[];
  /** Against the targets; null where fewer than two instances have a weight. */
  readonly chiSquare: { readonly value: number; readonly degrees: number; readonly p: number } | null;
  /** The highest share by weight over the mean one; null without picks. So are the next two. */
  readonly peakToMean: number | null;
  readonly coefficientOfVariation: number | null;
  /** Jain's index of fairness of the shares by weight: 1 is even. */
  readonly jain: number | null;
}

/** @param picks by instance, as `weights`, of which those of 0 have no target */
export function shareStatistics(
  instances: readonly string[],
  picks: ArrayLike<number>,
  weights: readonly number[],
): ShareStatistics {
  const total = instances.reduce((sum, _, place) => sum + (picks[place] ?? 0), 0);
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const shares = instances.map((instance, place): Share => {
    const target = weight === 0 ? 0 : (weights[place] ?? 0) / weight;
    const spread = total === 0 ? 0 : 1.959963984540054 * Math.sqrt((target * (1 - target)) / total);
    const picked = picks[place] ?? 0;
    return {
      instance,
      picks: picked,
      share: total === 0 ? 0 : picked / total,
      target,
      low: Math.max(0, target - spread),
      high: Math.min(1, target + spread),
    };
  });
  const wanted = shares.filter(({ target }) => target > 0);
  // By weight: an instance of weight 5 with five times the picks has its fair share.
  const fair = wanted.map(({ share, target }) => share / target);
  return { shares, chiSquare: chiSquareOf(wanted, total), ...evenness(total === 0 ? [] : fair) };
}

/** The longest stretch of picks of one and the same instance. */
export function longestRun(picks: ArrayLike<number>, count: number): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < count; i++) {
    run = i > 0 && picks[i] === picks[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}

function chiSquareOf(wanted: readonly Share[], total: number): ShareStatistics['chiSquare'] {
  if (wanted.length < 2 || total === 0) return null;
  let value = 0;
  for (const { picks, target } of wanted) {
    const off = picks - total * target;
    value += (off * off) / (total * target);
  }
  const degrees = wanted.length - 1;
  return { value, degrees, p: chiSquareP(value, degrees) };
}

function evenness(values: readonly number[]) {
  if (values.length === 0) return { peakToMean: null, coefficientOfVariation: null, jain: null };
  const sum = values.reduce((all, value) => all + value, 0);
  if (sum === 0) return { peakToMean: null, coefficientOfVariation: null, jain: null };
  const squares = values.reduce((all, value) => all + value * value, 0);
  const mean = sum / values.length;
  const variance = Math.max(0, squares / values.length - mean * mean);
  return {
    peakToMean: Math.max(...values) / mean,
    coefficientOfVariation: Math.sqrt(variance) / mean,
    jain: (sum * sum) / (values.length * squares),
  };
}
