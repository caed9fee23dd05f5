import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import { timeFigure } from './figures';

export interface HeadFigure {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
}

/**
 * What decides which policy is best, the lower the better; null where it has no such number.
 * @param isJudged whether what counts is who was answered within a limit
 */
export function heroOf(given: PolicyAnswer, isJudged: boolean): number | null {
  switch (given.question) {
    case 'load': {
      const { responseTimeMs, requests } = given.answer;
      if (!isJudged) return responseTimeMs?.p99 ?? null;
      return requests.successShare === null ? null : 1 - requests.successShare;
    }
    case 'shares':
      return given.answer.shares.peakToMean;
    case 'churn':
      return given.answer.moved;
  }
}

/** The three figures of a policy's head, that of {@link heroOf} first. */
export function headFigures(given: PolicyAnswer, isJudged: boolean): readonly HeadFigure[] {
  switch (given.question) {
    case 'load': {
      const { responseTimeMs: times, instances, requests } = given.answer;
      const longest = instances.reduce((most, { longestQueue }) => Math.max(most, longestQueue), 0);
      const p99 = time('p99', times?.p99 ?? null);
      const queue = { label: 'queue', value: longest.toLocaleString('en'), unit: 'max' };
      if (!isJudged) return [p99, time('p50', times?.p50 ?? null), queue];
      return [{ label: 'succeed', value: (100 * (requests.successShare ?? 0)).toFixed(1), unit: '%' }, p99, queue];
    }
    case 'shares': {
      const { peakToMean, coefficientOfVariation, chiSquare } = given.answer.shares;
      return [
        plain('peak/mean', peakToMean, 3),
        plain('variation', coefficientOfVariation, 4),
        plain('χ² p', chiSquare?.p ?? null, 3),
      ];
    }
    case 'churn': {
      const { moved, keys, owned, collateral } = given.answer;
      return [
        { label: 'moved', value: ((100 * moved) / keys).toFixed(1), unit: '%' },
        { label: 'owned', value: ((100 * owned) / keys).toFixed(1), unit: '%' },
        { label: 'collateral', value: ((100 * collateral) / keys).toFixed(1), unit: '%' },
      ];
    }
  }
}

function time(label: string, ms: number | null): HeadFigure {
  if (ms === null) return { label, value: 'none', unit: '' };
  const [value, unit] = timeFigure(ms);
  return { label, value, unit };
}

function plain(label: string, value: number | null, digits: number): HeadFigure {
  return { label, value: value === null ? 'none' : value.toFixed(digits), unit: '' };
}
