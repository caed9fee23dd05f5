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
  /**
   * Against the targets. `p` is 0 where one without a target was picked, which no chance explains; `value` is of the others.
   * Null where nobody has a target, or only one has and only that one was picked, and where the targets changed.
   */
  readonly chiSquare: { readonly value: number; readonly degrees: number; readonly p: number } | null;
  /**
   * The highest share by weight over the mean one, of all that have a target or were picked; null without picks. So are the
   * next two. Who was picked without a target counts as of a weight next to nothing: its share by weight is so high that
   * those of the others vanish beside it.
   */
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
  const concerned = shares.filter(({ target, picks: picked }) => target > 0 || picked > 0);
  return {
    shares,
    chiSquare: chiSquareOf(concerned, total),
    ...evenness(total === 0 ? [] : sharesByWeight(concerned)),
  };
}

/** An instance of weight 5 with five times the picks has its fair share. */
function sharesByWeight(concerned: readonly Share[]): readonly number[] {
  const isUnwanted = concerned.some(({ target }) => target === 0);
  if (!isUnwanted) return concerned.map(({ share, target }) => share / target);
  return concerned.map(({ share, target }) => (target === 0 ? share : 0));
}

function chiSquareOf(concerned: readonly Share[], total: number): ShareStatistics['chiSquare'] {
  const wanted = concerned.filter(({ target }) => target > 0);
  if (wanted.length === 0 || concerned.length < 2 || total === 0) return null;
  let value = 0;
  for (const { picks, target } of wanted) {
    const off = picks - total * target;
    value += (off * off) / (total * target);
  }
  const degrees = concerned.length - 1;
  return { value, degrees, p: wanted.length < concerned.length ? 0 : chiSquareP(value, degrees) };
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
